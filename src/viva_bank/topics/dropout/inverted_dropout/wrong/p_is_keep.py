import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if not 0 <= p < 1:
            raise ValueError(p)
        self.p, self.rng, self.mask = p, rng, None

    def forward(self, x, training=True):
        if not training:
            self.mask = None
            return x
        self.mask = ((self.rng.random(x.shape) < self.p) / max(self.p, 1e-8)).astype(x.dtype)
        return x * self.mask

    def backward(self, dy):
        return dy if self.mask is None else dy * self.mask
