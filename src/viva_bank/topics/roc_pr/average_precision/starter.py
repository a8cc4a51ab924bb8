import numpy as np


def average_precision(y, score):
    """y: (n,) of 0 and 1; score: (n,) floats. Returns a float in (0, 1]."""
    return float(np.mean(y))
