import numpy as np


def forward(X, weights, biases):
    """X (n, d0), weights[l] (d_l, d_{l+1}), biases[l] (d_{l+1},). Returns (n, d_L)."""
    return X
