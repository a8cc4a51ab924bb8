import numpy as np


def stratified_k_fold(y, k, rng):
    if k < 2 or np.unique(y, return_counts=True)[1].min() < k:
        raise ValueError("k")
    fold = np.empty(len(y), dtype=int)
    fold[np.argsort(y, kind="stable")] = np.arange(len(y)) % k
    return [(np.flatnonzero(fold != f), np.flatnonzero(fold == f)) for f in range(k)]
