import numpy as np


def rms_norm(x, gamma, eps=1e-6):
    """x: (..., D); gamma: (D,). Returns y, of the shape and dtype of x."""
    wide = x.astype(np.promote_types(x.dtype, np.float32))
    mean_square = (wide**2).mean(axis=-1, keepdims=True)
    return (gamma * wide / np.sqrt(mean_square + eps)).astype(x.dtype)
