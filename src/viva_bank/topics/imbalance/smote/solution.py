import numpy as np


def smote(X, n_new, k, rng):
    """X: (n, d) rows of one class; 1 <= k < n. Returns (n_new, d) synthetic rows."""
    n = len(X)
    if not 1 <= k < n:
        raise ValueError(f"k is {k} for {n} rows")
    distance = np.linalg.norm(X[:, None] - X, axis=-1)
    np.fill_diagonal(distance, np.inf)
    order = np.argsort(distance, axis=1)
    i = rng.integers(n, size=n_new)
    z = order[i, rng.integers(k, size=n_new)]
    u = rng.random((n_new, 1))
    return X[i] + u * (X[z] - X[i])
