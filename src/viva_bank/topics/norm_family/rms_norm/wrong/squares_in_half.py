import numpy as np


def rms_norm(x, gamma, eps=1e-6):
    y = gamma * x / np.sqrt((x**2).mean(axis=-1, keepdims=True) + eps)
    return y.astype(x.dtype)
