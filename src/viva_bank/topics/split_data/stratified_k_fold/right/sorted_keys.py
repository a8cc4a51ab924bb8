import numpy as np


def stratified_k_fold(y, k, rng):
    y = np.asarray(y)
    if k < 2 or not len(y) or np.unique(y, return_counts=True)[1].min() < k:
        raise ValueError("k")
    _, group = np.unique(y, return_inverse=True)
    order = np.lexsort((rng.random(len(y)), group))
    out = []
    for f in range(k):
        val = order[f::k]
        mask = np.ones(len(y), dtype=bool)
        mask[val] = False
        out.append((np.flatnonzero(mask), val))
    return out
