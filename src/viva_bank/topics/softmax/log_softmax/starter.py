import numpy as np


def log_softmax(x, axis=-1):
    """x: array of floats, any shape. Returns the log-probabilities along `axis`."""
    return x
