import numpy as np


def sgd(X, y, w, lr, epochs, batch_size, rng):
    """X (n, d), y (n,), w (d,). One rng.permutation(n) an epoch. Returns the final w (d,)."""
    n = len(X)
    for _ in range(epochs):
        order = rng.permutation(n)
        for start in range(0, n, batch_size):
            idx = order[start : start + batch_size]
            r = X[idx] @ w - y[idx]
            w = w - lr * 2 / len(idx) * (X[idx].T @ r)
    return w
