import numpy as np


def group_norm(x, gamma, beta, groups, eps=1e-5):
    n, c, h, w = x.shape
    if c % groups:
        raise ValueError
    g = x.reshape(n, c // groups, groups, h, w)
    mu = g.mean(axis=(1, 3, 4), keepdims=True)
    var = g.var(axis=(1, 3, 4), keepdims=True)
    x_hat = ((g - mu) / np.sqrt(var + eps)).reshape(x.shape)
    return gamma[:, None, None] * x_hat + beta[:, None, None]
