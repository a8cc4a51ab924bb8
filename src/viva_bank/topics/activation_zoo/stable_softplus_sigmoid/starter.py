import numpy as np


def sigmoid(x):
    """x: float64 array, any shape. Returns 1 / (1 + e^-x), the same shape."""
    return x


def softplus(x):
    """x: float64 array, any shape. Returns log(1 + e^x), the same shape."""
    return x
