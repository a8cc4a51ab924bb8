import numpy as np


def fit(X, y, lr, steps):
    """X (n, d), y (n,). Returns (w, b, losses): w (d,), b a number, the loss before each step."""
    n, d = X.shape
    w, b, losses = np.zeros(d), 0.0, []
    for _ in range(steps):
        r = X @ w + b - y
        losses.append(float(np.mean(r**2)))
        w = w - lr * 2 / n * (X.T @ r)
        b = b - lr * 2 / n * float(r.sum())
    return w, b, losses
