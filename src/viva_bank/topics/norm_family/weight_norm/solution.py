import numpy as np


def weight_norm(v, g):
    """v: (U, D); g: (U,). Returns W: (U, D), whose row u has length |g_u|."""
    return g[:, None] * v / np.linalg.norm(v, axis=1, keepdims=True)


def weight_norm_backward(dW, v, g):
    """dW, v: (U, D); g: (U,). Returns (dv, dg): (U, D), (U,)."""
    norm = np.linalg.norm(v, axis=1, keepdims=True)
    unit = v / norm
    dg = (dW * unit).sum(axis=1)
    dv = g[:, None] / norm * (dW - dg[:, None] * unit)
    return dv, dg
