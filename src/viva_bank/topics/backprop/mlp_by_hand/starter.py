import numpy as np


def loss_and_gradients(X, Y, W1, b1, W2, b2):
    """X (n, d), Y (n, k), W1 (d, h), b1 (h,), W2 (h, k), b2 (k,).

    Returns (L, dW1, db1, dW2, db2); L is averaged over all n·k entries.
    """
    return 0.0, np.zeros_like(W1), np.zeros_like(b1), np.zeros_like(W2), np.zeros_like(b2)
