import numpy as np


def smote(X, n_new, k, rng):
    n = len(X)
    if k < 1 or k >= n:
        raise ValueError("need 1 <= k < n")
    out = np.empty((n_new, X.shape[1]))
    for row in range(n_new):
        i = int(rng.integers(n))
        others = np.delete(np.arange(n), i)
        near = others[np.argsort(np.linalg.norm(X[others] - X[i], axis=1))[:k]]
        z = rng.choice(near)
        out[row] = X[i] + rng.uniform() * (X[z] - X[i])
    return out
