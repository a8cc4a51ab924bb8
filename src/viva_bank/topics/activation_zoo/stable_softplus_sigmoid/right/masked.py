import numpy as np


def sigmoid(x):
    out = np.empty_like(x, dtype=float)
    pos = x >= 0
    out[pos] = 1 / (1 + np.exp(-x[pos]))
    e = np.exp(x[~pos])
    out[~pos] = e / (1 + e)
    return out


def softplus(x):
    out = np.array(x, dtype=float)
    small = x < 30
    out[small] = np.log1p(np.exp(x[small]))
    return out
