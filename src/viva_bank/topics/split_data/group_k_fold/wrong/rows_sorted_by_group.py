import numpy as np


def group_k_fold(groups, k):
    if not 2 <= k <= len(np.unique(groups)):
        raise ValueError("k")
    order = np.argsort(groups, kind="stable")
    return [(np.setdiff1d(order, val), val) for val in np.array_split(order, k)]
