import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if p < 0 or p >= 1:
            raise ValueError("p must be in [0, 1)")
        self.keep = 1.0 - p
        self.rng = rng

    def forward(self, x, training=True):
        if training:
            self.scale = self.rng.binomial(1, self.keep, size=x.shape).astype(x.dtype)
            self.scale /= self.keep
        else:
            self.scale = np.ones_like(x)
        return x * self.scale

    def backward(self, dy):
        return dy * self.scale
