import itertools

import numpy as np


def group_k_fold(groups, k):
    names, group, size = np.unique(groups, return_inverse=True, return_counts=True)
    m = len(names)
    if not 2 <= k <= m:
        raise ValueError("k")
    if k**m <= 800:
        # few enough to try them all: never worse than the rule
        best = None
        for choice in itertools.product(range(k), repeat=m):
            load = np.bincount(choice, weights=size, minlength=k)
            if load.min() > 0 and (best is None or load.max() < best[0]):
                best = (load.max(), np.array(choice))
        fold = best[1]
    else:
        load, fold = np.zeros(k), np.zeros(m, dtype=int)
        for g in sorted(range(m), key=lambda g: -size[g]):
            fold[g] = int(np.argmin(load))
            load[fold[g]] += size[g]
    held = fold[group]
    return [(np.where(held != f)[0], np.where(held == f)[0]) for f in range(k)]
