import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    """x: (N, C, H, W); w: (K, C, P, Q); b: (K,). Returns (N, K, H', W')."""
    return np.zeros((x.shape[0], w.shape[0], x.shape[2], x.shape[3]))
