import numpy as np


def group_norm(x, gamma, beta, groups, eps=1e-5):
    if x.shape[1] % groups:
        raise ValueError
    mu = x.mean(axis=(2, 3), keepdims=True)
    var = x.var(axis=(2, 3), keepdims=True)
    return gamma[:, None, None] * (x - mu) / np.sqrt(var + eps) + beta[:, None, None]
