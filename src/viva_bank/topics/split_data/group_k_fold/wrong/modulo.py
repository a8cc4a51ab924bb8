import numpy as np


def group_k_fold(groups, k):
    names = np.unique(groups)
    if not 2 <= k <= len(names):
        raise ValueError("k")
    number = {g: (g if isinstance(g, int) else len(g)) for g in names.tolist()}
    held = np.array([number[g] % k for g in groups.tolist()])
    return [(np.flatnonzero(held != f), np.flatnonzero(held == f)) for f in range(k)]
