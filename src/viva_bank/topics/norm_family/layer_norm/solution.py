import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    """x: (*leading, *features); gamma, beta: (*features,). Returns y, of the shape of x."""
    if x.shape[-gamma.ndim :] != gamma.shape:
        raise ValueError(f"gamma {gamma.shape} does not fit the last axes of x {x.shape}")
    axes = tuple(range(-gamma.ndim, 0))
    centred = x - x.mean(axis=axes, keepdims=True)
    var = (centred**2).mean(axis=axes, keepdims=True)
    return gamma * centred / np.sqrt(var + eps) + beta
