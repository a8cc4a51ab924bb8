import numpy as np


def smote(X, n_new, k, rng):
    n = len(X)
    if not 1 <= k < n:
        raise ValueError("k")
    d2 = ((X[:, None] - X[None]) ** 2).sum(-1)
    np.fill_diagonal(d2, np.inf)
    i = rng.integers(n, size=n_new)
    z = d2.argmin(axis=1)[i]
    return X[i] + rng.random((n_new, 1)) * (X[z] - X[i])
