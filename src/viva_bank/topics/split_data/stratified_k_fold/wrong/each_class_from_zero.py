import numpy as np


def stratified_k_fold(y, k, rng):
    classes, count = np.unique(y, return_counts=True)
    if k < 2 or count.min() < k:
        raise ValueError("k")
    folds = [[] for _ in range(k)]
    for c in classes:
        for f, part in enumerate(np.array_split(rng.permutation(np.flatnonzero(y == c)), k)):
            folds[f].extend(part.tolist())
    everything = np.arange(len(y))
    return [(np.setdiff1d(everything, f), np.array(f)) for f in folds]
