import numpy as np


def group_k_fold(groups, k):
    _, group, size = np.unique(groups, return_inverse=True, return_counts=True)
    rows, fold = np.zeros(k, dtype=int), np.empty(len(size), dtype=int)
    for g in np.argsort(size)[::-1]:
        fold[g] = rows.argmin()
        rows[fold[g]] += size[g]
    held = fold[group]
    return [(np.flatnonzero(held != f), np.flatnonzero(held == f)) for f in range(k)]
