import numpy as np


def fit(X, y, lr, steps):
    """X (n, d), y (n,). Returns (w, b, losses): w (d,), b a number, the loss before each step."""
    w, b = np.zeros(X.shape[1]), 0.0
    return w, b, []
