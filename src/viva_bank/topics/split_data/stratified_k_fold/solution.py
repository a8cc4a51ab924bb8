import numpy as np


def stratified_k_fold(y, k, rng):
    """y: (n,) labels. Returns a list of k pairs (train, val) of index arrays."""
    classes, count = np.unique(y, return_counts=True)
    if k < 2 or count.min() < k:
        raise ValueError(f"{k} folds of classes with {count.tolist()} rows")
    order = np.concatenate([rng.permutation(np.flatnonzero(y == c)) for c in classes])
    fold = np.empty(len(y), dtype=int)
    fold[order] = np.arange(len(y)) % k
    return [(np.flatnonzero(fold != f), np.flatnonzero(fold == f)) for f in range(k)]
