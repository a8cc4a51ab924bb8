import numpy as np


def group_norm(x, gamma, beta, groups, eps=1e-5):
    size = max(x.shape[1] // groups, 1)
    y = np.array(x)
    for k in range(0, x.shape[1], size):
        g = x[:, k : k + size]
        mu = g.mean(axis=(1, 2, 3), keepdims=True)
        var = g.var(axis=(1, 2, 3), keepdims=True)
        y[:, k : k + size] = (g - mu) / np.sqrt(var + eps)
    return gamma[:, None, None] * y + beta[:, None, None]
