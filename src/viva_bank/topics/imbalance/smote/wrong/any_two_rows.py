import numpy as np


def smote(X, n_new, k, rng):
    n = len(X)
    if not 1 <= k < n:
        raise ValueError("k")
    i = rng.integers(n, size=n_new)
    z = (i + rng.integers(1, n, size=n_new)) % n
    return X[i] + rng.random((n_new, 1)) * (X[z] - X[i])
