import numpy as np


def group_norm(x, gamma, beta, groups, eps=1e-5):
    """x: (N, C, H, W); gamma, beta: (C,). Returns y: (N, C, H, W)."""
    n, c, h, w = x.shape
    if c % groups:
        raise ValueError(f"{groups} groups do not divide {c} channels")
    g = x.reshape(n, groups, c // groups, h, w)
    centred = g - g.mean(axis=(2, 3, 4), keepdims=True)
    var = (centred**2).mean(axis=(2, 3, 4), keepdims=True)
    x_hat = (centred / np.sqrt(var + eps)).reshape(x.shape)
    return gamma[:, None, None] * x_hat + beta[:, None, None]
