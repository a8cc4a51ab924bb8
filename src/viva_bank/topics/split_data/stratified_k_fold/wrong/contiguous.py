import numpy as np


def stratified_k_fold(y, k, rng):
    if k < 2 or np.unique(y, return_counts=True)[1].min() < k:
        raise ValueError("k")
    order = np.argsort(y, kind="stable")
    return [(np.setdiff1d(order, v), v) for v in np.array_split(order, k)]
