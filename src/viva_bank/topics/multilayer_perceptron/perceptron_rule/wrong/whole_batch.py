import numpy as np


def perceptron(X, y, epochs):
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(min(epochs, 1000)):
        wrong = y * (X @ w + b) <= 0
        if not wrong.any():
            break
        w = w + (y[wrong, None] * X[wrong]).sum(axis=0)
        b = b + y[wrong].sum()
        updates += int(wrong.sum())
    return w, b, updates
