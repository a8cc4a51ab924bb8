import numpy as np


def smote(X, n_new, k, rng):
    n = len(X)
    if not 1 <= k < n:
        raise ValueError("k")
    d2 = ((X[:, None] - X[None]) ** 2).sum(-1)
    order = np.argsort(d2, axis=1, kind="stable")
    i = rng.integers(n, size=n_new)
    z = order[i, rng.integers(k, size=n_new)]
    return X[i] + rng.random((n_new, 1)) * (X[z] - X[i])
