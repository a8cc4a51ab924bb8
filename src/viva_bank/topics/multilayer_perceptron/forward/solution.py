import numpy as np


def forward(X, weights, biases):
    """X (n, d0), weights[l] (d_l, d_{l+1}), biases[l] (d_{l+1},). Returns (n, d_L)."""
    H = X
    for W, b in zip(weights[:-1], biases):
        H = np.maximum(H @ W + b, 0)
    return H @ weights[-1] + biases[-1]
