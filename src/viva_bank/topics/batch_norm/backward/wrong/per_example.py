import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    std = np.sqrt(x.var(axis=1, keepdims=True) + eps)
    x_hat = (x - x.mean(axis=1, keepdims=True)) / std
    g = gamma * dy
    dx = g - g.mean(axis=1, keepdims=True) - x_hat * (g * x_hat).mean(axis=1, keepdims=True)
    return dx / std, (dy * x_hat).sum(axis=0), dy.sum(axis=0)
