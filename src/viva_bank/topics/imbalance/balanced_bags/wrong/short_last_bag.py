import numpy as np


def balanced_bags(y, rng):
    rare, common = sorted([np.flatnonzero(y == c) for c in (0, 1)], key=len)
    if len(rare) == 0:
        raise ValueError("one class")
    m = len(rare)
    common = rng.permutation(common)
    return [np.concatenate([rare, common[i : i + m]]) for i in range(0, len(common), m)]
