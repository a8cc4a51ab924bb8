import math

import numpy as np


def sgd(X, y, w, lr, epochs, batch_size, rng):
    n = X.shape[0]
    for _ in range(epochs):
        order = rng.permutation(n)
        for k in range(math.ceil(n / batch_size)):
            chosen = order[k * batch_size : min(n, (k + 1) * batch_size)]
            A, t = X[chosen], y[chosen]
            gradient = (2 / chosen.size) * (A @ w - t) @ A
            w = w - lr * gradient
    return w
