import numpy as np


def perceptron(X, y, epochs):
    # predicts +1 on the plane, so a row of class +1 there is not corrected
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(epochs):
        before = updates
        for x_i, y_i in zip(X, y):
            if y_i != (1 if w @ x_i + b >= 0 else -1):
                w = w + y_i * x_i
                b += y_i
                updates += 1
        if updates == before:
            break
    return w, b, updates
