import numpy as np


def fit(X, y, lr, steps):
    w, b, losses = np.zeros((X.shape[1], 1)), 0.0, []
    for _ in range(steps):
        r = X @ w + b - y          # (n, 1) − (n,) is (n, n)
        losses.append(np.mean(r**2))
        w = w - lr * 2 * (X.T @ r).mean(axis=1, keepdims=True)
        b = b - lr * 2 * r.mean()
    return w.ravel(), b, losses
