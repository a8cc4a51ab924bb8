import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if not 0 <= p < 1:
            raise ValueError(p)
        self.p, self.rng = p, rng

    def _apply(self, x):
        return x * ((self.rng.random(x.shape) >= self.p) / (1 - self.p)).astype(x.dtype)

    def forward(self, x, training=True):
        self.training = training
        return self._apply(x) if training else x

    def backward(self, dy):
        return self._apply(dy) if self.training else dy
