import numpy as np


def smote(X, n_new, k, rng):
    n = len(X)
    if not 1 <= k < n:
        raise ValueError("k")
    d2 = ((X[:, None] - X[None]) ** 2).sum(-1)
    np.fill_diagonal(d2, np.inf)
    order = np.argsort(d2, axis=1)
    i = np.random.randint(n, size=n_new)
    z = order[i, np.random.randint(k, size=n_new)]
    return X[i] + np.random.rand(n_new, 1) * (X[z] - X[i])
