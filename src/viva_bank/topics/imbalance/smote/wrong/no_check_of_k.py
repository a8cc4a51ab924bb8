import numpy as np


def smote(X, n_new, k, rng):
    n = len(X)
    k = max(1, min(k, n - 1))
    d2 = ((X[:, None] - X[None]) ** 2).sum(-1)
    np.fill_diagonal(d2, np.inf)
    order = np.argsort(d2, axis=1)
    i = rng.integers(n, size=n_new)
    z = order[i, rng.integers(k, size=n_new)]
    return X[i] + rng.random((n_new, 1)) * (X[z] - X[i])
