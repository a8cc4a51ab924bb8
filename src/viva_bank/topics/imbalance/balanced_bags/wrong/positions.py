import numpy as np


def balanced_bags(y, rng):
    n0, n1 = int((y == 0).sum()), int((y == 1).sum())
    if not n0 or not n1:
        raise ValueError("one class")
    small, large = min(n0, n1), max(n0, n1)
    parts = np.array_split(rng.permutation(large), -(-large // small))
    return [np.concatenate([np.arange(small), part]) for part in parts]
