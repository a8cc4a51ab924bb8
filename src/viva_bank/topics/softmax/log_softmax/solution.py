import numpy as np


def log_softmax(x, axis=-1):
    """x: array of floats, any shape. Returns the log-probabilities along `axis`."""
    s = x - x.max(axis=axis, keepdims=True)
    return s - np.log(np.exp(s).sum(axis=axis, keepdims=True))
