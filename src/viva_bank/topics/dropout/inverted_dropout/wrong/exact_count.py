import numpy as np


class Dropout:
    def __init__(self, p, rng):
        self.p, self.rng, self.mask = p, rng, None

    def forward(self, x, training=True):
        if not training:
            self.mask = None
            return x
        mask = np.full(x.size, 1 / (1 - self.p), x.dtype)
        mask[self.rng.permutation(x.size)[: int(self.p * x.size)]] = 0
        self.mask = mask.reshape(x.shape)
        return x * self.mask

    def backward(self, dy):
        return dy if self.mask is None else dy * self.mask
