import numpy as np


def group_k_fold(groups, k):
    n = len(groups)
    if not 2 <= k <= len(np.unique(groups)):
        raise ValueError("k")
    fold = np.arange(n) % k
    return [(np.flatnonzero(fold != f), np.flatnonzero(fold == f)) for f in range(k)]
