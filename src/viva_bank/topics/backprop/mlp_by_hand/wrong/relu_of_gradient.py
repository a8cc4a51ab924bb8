import numpy as np


def loss_and_gradients(X, Y, W1, b1, W2, b2):
    H = np.maximum(X @ W1 + b1, 0)
    error = H @ W2 + b2 - Y
    dY = 2 * error / error.size
    dZ = np.maximum(dY @ W2.T, 0)      # masks by the sign of the gradient
    return (error**2).mean(), X.T @ dZ, dZ.sum(axis=0), H.T @ dY, dY.sum(axis=0)
