import numpy as np


def stratified_k_fold(y, k, rng):
    classes, count = np.unique(y, return_counts=True)
    if k < 2 or len(count) == 0 or count.min() < k:
        raise ValueError("k")
    folds = [[] for _ in range(k)]
    for c in classes:
        rows = rng.permutation(np.flatnonzero(y == c)).tolist()
        # whole rounds first, then the rest to the emptiest folds
        for start in range(0, len(rows), k):
            turn = sorted(range(k), key=lambda f: len(folds[f]))
            for f, i in zip(turn, rows[start : start + k]):
                folds[f].append(i)
    return [(np.setdiff1d(np.arange(len(y)), f), np.array(f)) for f in folds]
