import numpy as np


def rms_norm(x, gamma, eps=1e-6):
    wide = x.astype(float)
    y = gamma * wide / np.sqrt((wide**2).sum(axis=-1, keepdims=True) + eps)
    return y.astype(x.dtype)
