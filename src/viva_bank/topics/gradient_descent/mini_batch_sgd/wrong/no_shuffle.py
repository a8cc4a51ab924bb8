import numpy as np


def sgd(X, y, w, lr, epochs, batch_size, rng):
    n = len(X)
    for _ in range(epochs):
        for start in range(0, n, batch_size):
            A, t = X[start:start + batch_size], y[start:start + batch_size]
            w = w - lr * 2 / len(t) * A.T @ (A @ w - t)
    return w
