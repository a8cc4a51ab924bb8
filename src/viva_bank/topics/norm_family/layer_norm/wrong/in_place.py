import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    k = gamma.ndim
    if x.shape[-k:] != gamma.shape:
        raise ValueError
    axes = tuple(range(-k, 0))
    x -= x.mean(axis=axes, keepdims=True)
    x /= np.sqrt((x**2).mean(axis=axes, keepdims=True) + eps)
    return gamma * x + beta
