import numpy as np


def sgd(X, y, w, lr, epochs, batch_size, rng):
    n = len(X)
    for _ in range(epochs):
        order = rng.permutation(n)
        for start in range(0, n, batch_size):
            idx = order[start:start + batch_size]
            w = w - lr * 2 * X[idx].T @ (X[idx] @ w - y[idx])
    return w
