import numpy as np


class Dropout:
    """Inverted dropout; p is the probability to drop, rng the only source of randomness."""

    def __init__(self, p, rng):
        self.p, self.rng = p, rng

    def forward(self, x, training=True):
        """x: float array of any shape. Returns the same shape and dtype."""
        return x

    def backward(self, dy):
        """dy: gradient of the last output. Returns the gradient of its input."""
        return dy
