import numpy as np


class Dropout:
    """Inverted dropout; p is the probability to drop, rng the only source of randomness."""

    def __init__(self, p, rng):
        if not 0 <= p < 1:
            raise ValueError(f"p is {p}, which is not in [0, 1)")
        self.p, self.rng, self.mask = p, rng, None

    def forward(self, x, training=True):
        """x: float array of any shape. Returns the same shape and dtype."""
        if not training:
            self.mask = None
            return x
        keep = self.rng.random(x.shape) >= self.p
        self.mask = (keep / (1 - self.p)).astype(x.dtype)
        return x * self.mask

    def backward(self, dy):
        """dy: gradient of the last output. Returns the gradient of its input."""
        return dy if self.mask is None else dy * self.mask
