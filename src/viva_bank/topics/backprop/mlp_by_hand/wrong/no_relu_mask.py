import numpy as np


def loss_and_gradients(X, Y, W1, b1, W2, b2):
    H = np.maximum(X @ W1 + b1, 0)
    error = H @ W2 + b2 - Y
    dY = 2 * error / error.size
    dH = dY @ W2.T
    return (error**2).mean(), X.T @ dH, dH.sum(axis=0), H.T @ dY, dY.sum(axis=0)
