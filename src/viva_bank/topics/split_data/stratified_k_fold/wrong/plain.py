import numpy as np


def stratified_k_fold(y, k, rng):
    if k < 2 or np.unique(y, return_counts=True)[1].min() < k:
        raise ValueError("k")
    order = rng.permutation(len(y))
    return [(np.setdiff1d(order, val), val) for val in np.array_split(order, k)]
