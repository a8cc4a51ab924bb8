import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    if x.shape[-gamma.ndim :] != gamma.shape:
        raise ValueError
    axes = tuple(range(1, x.ndim))
    mu = x.mean(axis=axes, keepdims=True)
    var = x.var(axis=axes, keepdims=True)
    return gamma * (x - mu) / np.sqrt(var + eps) + beta
