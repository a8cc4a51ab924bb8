import numpy as np


def rms_norm(x, gamma, eps=1e-6):
    wide = x.astype(np.float32)
    y = wide / np.sqrt((wide**2).mean(axis=-1, keepdims=True) + np.float32(eps))
    return (gamma * y).astype(x.dtype)
