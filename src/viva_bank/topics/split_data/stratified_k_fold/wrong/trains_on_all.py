import numpy as np


def stratified_k_fold(y, k, rng):
    classes, count = np.unique(y, return_counts=True)
    if k < 2 or count.min() < k:
        raise ValueError("k")
    order = np.concatenate([rng.permutation(np.flatnonzero(y == c)) for c in classes])
    return [(order, order[f::k]) for f in range(k)]
