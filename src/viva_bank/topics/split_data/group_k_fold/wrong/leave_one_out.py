import numpy as np


def group_k_fold(groups, k):
    names = np.unique(groups)
    if not 2 <= k <= len(names):
        raise ValueError("k")
    return [(np.flatnonzero(groups != g), np.flatnonzero(groups == g)) for g in names]
