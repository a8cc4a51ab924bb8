import numpy as np


def drive(answer, X, n_new, k, seed):
    return np.asarray(answer.smote(X, n_new, k, np.random.default_rng(seed)), dtype=float)


def again(answer, X, n_new, k):
    """Twice with the same generator state, once with another."""
    return {
        name: drive(answer, X, n_new, k, seed)
        for name, seed in (("first", 1), ("same", 1), ("other", 2))
    }
