import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    if x.shape[-gamma.ndim :] != gamma.shape:
        raise ValueError
    mu = x.mean(axis=-1, keepdims=True)
    var = x.var(axis=-1, keepdims=True)
    return gamma * (x - mu) / np.sqrt(var + eps) + beta
