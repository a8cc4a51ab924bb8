import numpy as np


def group_k_fold(groups, k):
    names, size = np.unique(groups, return_counts=True)
    if not 2 <= k <= len(names):
        raise ValueError("k")
    rows, fold = [0] * k, {}
    for name, m in zip(names.tolist(), size.tolist()):
        f = rows.index(min(rows))
        fold[name] = f
        rows[f] += m
    held = np.array([fold[g] for g in groups.tolist()])
    return [(np.flatnonzero(held != f), np.flatnonzero(held == f)) for f in range(k)]
