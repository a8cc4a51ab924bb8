import numpy as np


def group_k_fold(groups, k):
    """groups: (n,) labels. Returns a list of k pairs (train, val) of index arrays."""
    _, group, size = np.unique(groups, return_inverse=True, return_counts=True)
    if not 2 <= k <= len(size):
        raise ValueError(f"{k} folds of {len(size)} groups")
    rows = np.zeros(k, dtype=int)
    fold = np.empty(len(size), dtype=int)
    for g in np.argsort(-size):
        fold[g] = rows.argmin()
        rows[fold[g]] += size[g]
    held = fold[group]
    return [(np.flatnonzero(held != f), np.flatnonzero(held == f)) for f in range(k)]
