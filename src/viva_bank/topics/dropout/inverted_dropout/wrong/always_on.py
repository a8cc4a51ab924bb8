import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if not 0 <= p < 1:
            raise ValueError(p)
        self.p, self.rng = p, rng

    def forward(self, x, training=True):
        self.mask = ((self.rng.random(x.shape) >= self.p) / (1 - self.p)).astype(x.dtype)
        return x * self.mask

    def backward(self, dy):
        return dy * self.mask
