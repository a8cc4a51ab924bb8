import numpy as np


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def lstm_step(x, h, c, W, U, b):
    z = (x @ W + h @ U + b).reshape(len(x), 4, -1)
    kept = sigmoid(z[:, 1]) * c
    written = sigmoid(z[:, 0]) * np.tanh(z[:, 2])
    cell = kept + written
    return sigmoid(z[:, 3]) * np.tanh(cell), cell
