import numpy as np


def perceptron(X, y, epochs):
    """X (n, d), y (n,) of −1 and +1. Returns (w, b, updates)."""
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(epochs):
        before = updates
        for x_i, y_i in zip(X, y):
            if y_i * (w @ x_i + b) <= 0:
                w = w + y_i * x_i
                b = b + y_i
                updates += 1
        if updates == before:
            return w, b, updates
    return w, b, updates
