import numpy as np


def perceptron(X, y, epochs):
    """X (n, d), y (n,) of −1 and +1. Returns (w, b, updates)."""
    return np.zeros(X.shape[1]), 0.0, 0
