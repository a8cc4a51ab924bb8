import numpy as np


def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(min(epochs, 1000)):
        before = updates
        for x_i, y_i in zip(X, y):
            if y_i * (w @ x_i) <= 0:
                w = w + y_i * x_i
                updates += 1
        if updates == before:
            break
    return w, 0.0, updates
