import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if not 0 <= p < 1:
            raise ValueError(p)
        self.p, self.rng = p, rng

    def forward(self, x, training=True):
        if not training:
            self.keep = np.ones(x.shape, bool)
            return x
        self.keep = self.rng.random(x.shape) >= self.p
        return x * self.keep / x.dtype.type(1 - self.p)

    def backward(self, dy):
        return dy * self.keep
