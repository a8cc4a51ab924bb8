import numpy as np


def weight_norm(v, g):
    return g[:, None] * v / np.linalg.norm(v, axis=0)


def weight_norm_backward(dW, v, g):
    norm = np.linalg.norm(v, axis=0)
    unit = v / norm
    dg = (dW * unit).sum(axis=1)
    return g[:, None] / norm * (dW - dg[:, None] * unit), dg
