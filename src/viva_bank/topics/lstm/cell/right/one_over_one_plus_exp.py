import numpy as np


def lstm_step(x, h, c, W, U, b):
    # exp(1000) is inf and 1 / (1 + inf) is 0, which is right; only a warning would come
    def sigmoid(z):
        with np.errstate(over="ignore"):
            return 1 / (1 + np.exp(-z))

    n = h.shape[1]
    z = np.concatenate([x, h], axis=1) @ np.concatenate([W, U]) + b
    i, f, o = sigmoid(z[:, :n]), sigmoid(z[:, n : 2 * n]), sigmoid(z[:, 3 * n :])
    c_new = f * c + i * np.tanh(z[:, 2 * n : 3 * n])
    return o * np.tanh(c_new), c_new
