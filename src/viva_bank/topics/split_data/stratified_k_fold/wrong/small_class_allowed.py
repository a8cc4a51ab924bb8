import numpy as np


def stratified_k_fold(y, k, rng):
    order = np.concatenate([rng.permutation(np.flatnonzero(y == c)) for c in np.unique(y)])
    return [(np.setdiff1d(order, order[f::k]), order[f::k]) for f in range(k)]
