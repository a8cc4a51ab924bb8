import numpy as np


def fit(X, y, lr, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(steps):
        r = X @ w + b - y
        losses.append(np.mean(r**2))
        w = w - lr * 2 * X.T @ r / len(y)
        b = b - lr * 2 * np.mean(X @ w + b - y)
    return w, b, losses
