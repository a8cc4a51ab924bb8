import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if not (p >= 0 and p < 1):
            raise ValueError(p)
        self.p, self.rng = p, rng
        self.kept = None
        self.factor = 1.0

    def forward(self, x, training=True):
        if training:
            self.kept = self.rng.uniform(size=x.shape) < 1 - self.p
            self.factor = 1 / (1 - self.p)
        else:
            self.kept = np.full(x.shape, True)
            self.factor = 1.0
        return np.where(self.kept, x * x.dtype.type(self.factor), x.dtype.type(0))

    def backward(self, dy):
        dx = dy * dy.dtype.type(self.factor)
        dx[~self.kept] = 0
        return dx
