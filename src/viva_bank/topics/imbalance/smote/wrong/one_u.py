import numpy as np


def smote(X, n_new, k, rng):
    n = len(X)
    if not 1 <= k < n:
        raise ValueError("k")
    d2 = ((X[:, None] - X[None]) ** 2).sum(-1)
    np.fill_diagonal(d2, np.inf)
    order = np.argsort(d2, axis=1)
    i = rng.integers(n, size=n_new)
    z = order[i, rng.integers(k, size=n_new)]
    return X[i] + rng.random() * (X[z] - X[i])
