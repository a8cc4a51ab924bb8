import numpy as np


def sgd(X, y, w, lr, epochs, batch_size, rng):
    n = len(X)
    for _ in range(epochs):
        A, t = X[rng.permutation(n)], y[rng.permutation(n)]
        for start in range(0, n, batch_size):
            a, s = A[start:start + batch_size], t[start:start + batch_size]
            w = w - lr * 2 / len(s) * a.T @ (a @ w - s)
    return w
