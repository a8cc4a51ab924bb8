import numpy as np


def sgd(X, y, w, lr, epochs, batch_size, rng):
    n = len(X)
    for _ in range(epochs):
        order = rng.permutation(n)
        for k in range(n // batch_size):
            idx = order[k * batch_size:(k + 1) * batch_size]
            w = w - lr * 2 / len(idx) * X[idx].T @ (X[idx] @ w - y[idx])
    return w
