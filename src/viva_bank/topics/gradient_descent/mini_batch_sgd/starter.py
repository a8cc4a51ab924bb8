import numpy as np


def sgd(X, y, w, lr, epochs, batch_size, rng):
    """X (n, d), y (n,), w (d,). One rng.permutation(n) an epoch. Returns the final w (d,)."""
    return w
