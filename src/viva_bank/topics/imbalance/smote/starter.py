import numpy as np


def smote(X, n_new, k, rng):
    """X: (n, d) rows of one class; 1 <= k < n. Returns (n_new, d) synthetic rows."""
    return np.zeros((n_new, X.shape[1]))
