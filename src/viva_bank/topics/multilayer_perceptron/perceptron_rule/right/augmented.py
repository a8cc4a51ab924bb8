import numpy as np


def perceptron(X, y, epochs):
    Z = np.hstack([X, np.ones((len(X), 1))]) * np.asarray(y, float)[:, None]
    v = np.zeros(Z.shape[1])
    updates, clean, epoch = 0, False, 0
    while epoch < epochs and not clean:
        clean = True
        for z in Z:
            if not v @ z > 0:
                v += z
                updates += 1
                clean = False
        epoch += 1
    return v[:-1], v[-1], updates
