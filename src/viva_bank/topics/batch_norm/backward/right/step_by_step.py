import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    n = x.shape[0]
    mu = x.sum(axis=0) / n
    centred = x - mu
    var = (centred**2).sum(axis=0) / n
    inv = 1 / np.sqrt(var + eps)
    dx_hat = dy * gamma
    dvar = (dx_hat * centred).sum(axis=0) * -0.5 * inv**3
    dmu = -(dx_hat * inv).sum(axis=0) + dvar * (-2 * centred).sum(axis=0) / n
    dx = dx_hat * inv + dvar * 2 * centred / n + dmu / n
    return dx, (dy * centred * inv).sum(axis=0), dy.sum(axis=0)
