import numpy as np


def balanced_bags(y, rng):
    """y: (n,) of 0 and 1. Returns a list of index arrays, one a model."""
    rare, common = sorted([np.flatnonzero(y == 0), np.flatnonzero(y == 1)], key=len)
    if not len(rare):
        raise ValueError("both classes are needed")
    k = -(-len(common) // len(rare))
    parts = np.array_split(rng.permutation(common), k)
    return [np.concatenate([rare, part]) for part in parts]
