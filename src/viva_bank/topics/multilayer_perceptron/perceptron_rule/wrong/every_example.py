import numpy as np


def perceptron(X, y, epochs):
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(min(epochs, 60)):
        for x_i, y_i in zip(X, y):
            w = w + y_i * x_i
            b += y_i
            updates += 1
    return w, b, updates
