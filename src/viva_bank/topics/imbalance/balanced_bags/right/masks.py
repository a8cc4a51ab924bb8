import math

import numpy as np


def balanced_bags(y, rng):
    y = np.asarray(y)
    small = 1 if y.sum() * 2 <= len(y) else 0
    if y.min(initial=2) == y.max(initial=-1):
        raise ValueError("one class")
    n_small = np.count_nonzero(y == small)
    k = math.ceil((len(y) - n_small) / n_small)
    bag = np.full(len(y), -1)
    bag[y != small] = rng.permutation(np.arange(len(y) - n_small) % k)
    return [np.flatnonzero((bag == b) | (bag == -1)) for b in range(k)]
