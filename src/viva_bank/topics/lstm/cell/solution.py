import numpy as np


def sigmoid(z):
    return (1 + np.tanh(z / 2)) / 2  # the same function, and exp cannot overflow


def lstm_step(x, h, c, W, U, b):
    """x: (N, D); h, c: (N, H); W: (D, 4H); U: (H, 4H); b: (4H,); blocks i, f, g, o.

    Returns the new (h, c), each (N, H)."""
    i, f, g, o = np.split(x @ W + h @ U + b, 4, axis=1)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c
