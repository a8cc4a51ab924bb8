import numpy as np


def sgd(X, y, w, lr, epochs, batch_size, rng):
    n = len(X)
    order = rng.permutation(n)
    for _ in range(epochs):
        for start in range(0, n, batch_size):
            idx = order[start:start + batch_size]
            w = w - lr * 2 / len(idx) * X[idx].T @ (X[idx] @ w - y[idx])
    return w
