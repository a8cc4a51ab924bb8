import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    leading = x.ndim - gamma.ndim
    if leading < 0 or tuple(x.shape[leading:]) != gamma.shape:
        raise ValueError(f"{gamma.shape} against {x.shape}")
    axes = tuple(range(leading, x.ndim))
    mu = np.mean(x, axis=axes, keepdims=True)
    std = np.sqrt(np.var(x, axis=axes, keepdims=True) + eps)
    return (x - mu) / std * gamma + beta
