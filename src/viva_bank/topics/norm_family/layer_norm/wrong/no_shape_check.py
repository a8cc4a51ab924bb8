import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    axes = tuple(range(-gamma.ndim, 0))
    mu = x.mean(axis=axes, keepdims=True)
    var = x.var(axis=axes, keepdims=True)
    return gamma * (x - mu) / np.sqrt(var + eps) + beta
