import numpy as np


def balanced_bags(y, rng):
    """y: (n,) of 0 and 1. Returns a list of index arrays, one a model."""
    return [np.arange(len(y))]
