import numpy as np


def rms_norm(x, gamma, eps=1e-6):
    wide = x.astype(float)
    return gamma * wide / np.sqrt((wide**2).mean(axis=-1, keepdims=True) + eps)
