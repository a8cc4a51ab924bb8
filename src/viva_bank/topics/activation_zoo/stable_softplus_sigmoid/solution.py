import numpy as np


def sigmoid(x):
    """x: float64 array, any shape. Returns 1 / (1 + e^-x), the same shape."""
    t = np.exp(-np.abs(x))
    return np.where(x < 0, t, 1) / (1 + t)


def softplus(x):
    """x: float64 array, any shape. Returns log(1 + e^x), the same shape."""
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))
