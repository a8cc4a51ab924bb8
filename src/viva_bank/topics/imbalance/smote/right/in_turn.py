import numpy as np


def smote(X, n_new, k, rng):
    # Bases by shuffled turns, neighbours by a partial sort.
    n = len(X)
    if not 0 < k < n:
        raise ValueError("need 1 <= k < n")
    sq = (X**2).sum(1)
    d2 = sq[:, None] - 2 * X @ X.T + sq
    d2[np.arange(n), np.arange(n)] = np.inf
    near = np.argpartition(d2, k - 1, axis=1)[:, :k]
    i = rng.permutation(np.arange(n_new) % n)
    z = near[i, rng.integers(0, k, n_new)]
    u = rng.uniform(size=n_new)[:, None]
    return (1 - u) * X[i] + u * X[z]
