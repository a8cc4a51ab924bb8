import numpy as np


def group_norm(x, gamma, beta, groups, eps=1e-5):
    n, c, h, w = x.shape
    if c % groups:
        raise ValueError
    g = x.reshape(n, groups, c // groups, h, w)
    mu = g.mean(axis=(2, 3, 4), keepdims=True)
    var = g.var(axis=(2, 3, 4), keepdims=True)
    # one gamma per group
    scale = gamma[:: c // groups].reshape(1, groups, 1, 1, 1)
    shift = beta[:: c // groups].reshape(1, groups, 1, 1, 1)
    return (scale * (g - mu) / np.sqrt(var + eps) + shift).reshape(x.shape)
