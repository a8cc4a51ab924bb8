import numpy as np


def loss_and_gradients(X, Y, W1, b1, W2, b2):
    """X (n, d), Y (n, k), W1 (d, h), b1 (h,), W2 (h, k), b2 (k,).

    Returns (L, dW1, db1, dW2, db2); L is averaged over all n·k entries.
    """
    Z = X @ W1 + b1
    H = np.maximum(Z, 0)
    error = H @ W2 + b2 - Y
    dY = 2 / error.size * error
    dW2 = H.T @ dY
    db2 = dY.sum(axis=0)
    dZ = (dY @ W2.T) * (Z > 0)
    dW1 = X.T @ dZ
    db1 = dZ.sum(axis=0)
    return float((error**2).mean()), dW1, db1, dW2, db2
