import numpy as np


def stratified_k_fold(y, k, rng):
    classes, count = np.unique(y, return_counts=True)
    if k < 2 or count.min() < k:
        raise ValueError("k")
    out = []
    for _ in range(k):
        val = np.concatenate(
            [rng.permutation(np.flatnonzero(y == c))[: len(y[y == c]) // k] for c in classes]
        )
        out.append((np.setdiff1d(np.arange(len(y)), val), val))
    return out
