import numpy as np


def _norms(v):
    return np.sqrt((v * v).sum(axis=1))


def weight_norm(v, g):
    return v * (g / _norms(v))[:, np.newaxis]


def weight_norm_backward(dW, v, g):
    norm = _norms(v)
    dg = (dW * v).sum(axis=1) / norm
    dv = (g / norm)[:, None] * dW - (g * dg / norm**2)[:, None] * v
    return dv, dg
