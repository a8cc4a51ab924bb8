import numpy as np


def weight_norm(v, g):
    return g[:, None] * v / (v**2).sum(axis=1, keepdims=True)


def weight_norm_backward(dW, v, g):
    norm = np.linalg.norm(v, axis=1)
    dg = (dW * v).sum(axis=1) / norm
    return (g / norm)[:, None] * dW - (g * dg / norm**2)[:, None] * v, dg
