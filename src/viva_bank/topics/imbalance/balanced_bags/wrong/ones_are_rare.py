import numpy as np


def balanced_bags(y, rng):
    rare, common = np.flatnonzero(y == 1), np.flatnonzero(y == 0)
    if len(rare) == 0 or len(common) == 0:
        raise ValueError("one class")
    parts = np.array_split(rng.permutation(common), -(-len(common) // len(rare)))
    return [np.concatenate([rare, part]) for part in parts]
