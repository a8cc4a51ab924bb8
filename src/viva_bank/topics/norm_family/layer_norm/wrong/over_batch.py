import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    if x.shape[-gamma.ndim :] != gamma.shape:
        raise ValueError
    return gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps) + beta
