import numpy as np


def group_k_fold(groups, k):
    names, group = np.unique(groups, return_inverse=True)
    if not 2 <= k <= len(names):
        raise ValueError("k")
    held = (np.arange(len(names)) % k)[group]
    return [(np.flatnonzero(held != f), np.flatnonzero(held == f)) for f in range(k)]
