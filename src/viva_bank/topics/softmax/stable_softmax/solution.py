import numpy as np


def softmax(x, axis=-1):
    """x: array of floats, any shape. Returns the same shape; sums to 1 along `axis`."""
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)
