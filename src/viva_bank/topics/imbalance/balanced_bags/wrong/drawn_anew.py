import numpy as np


def balanced_bags(y, rng):
    rare, common = sorted([np.flatnonzero(y == c) for c in (0, 1)], key=len)
    if len(rare) == 0:
        raise ValueError("one class")
    k = -(-len(common) // len(rare))
    return [
        np.concatenate([rare, rng.choice(common, len(rare), replace=False)]) for _ in range(k)
    ]
