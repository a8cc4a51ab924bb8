import numpy as np


def max_pool_2d(x, size, stride=None, padding=0):
    """x: (N, C, H, W) floats. Returns (N, C, H', W') with the dtype of x; padding never wins."""
    return x
