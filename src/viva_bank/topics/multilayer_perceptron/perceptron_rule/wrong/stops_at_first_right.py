import numpy as np


def perceptron(X, y, epochs):
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(epochs):
        changed = False
        for x_i, y_i in zip(X, y):
            changed = False          # only the last row decides
            if y_i * (w @ x_i + b) <= 0:
                w = w + y_i * x_i
                b += y_i
                updates += 1
                changed = True
        if not changed:
            break
    return w, b, updates
