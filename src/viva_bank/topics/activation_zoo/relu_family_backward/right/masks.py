import numpy as np


def relu_backward(dy, x):
    dx = dy.copy()
    dx[x <= 0] = 0
    return dx


def leaky_relu_backward(dy, x, a=0.01):
    dx = dy.copy()
    dx[x <= 0] *= a
    return dx


def elu_backward(dy, x, alpha=1.0):
    dx = dy.copy()
    neg = x <= 0
    dx[neg] *= alpha * np.exp(x[neg])
    return dx


def prelu_backward(dy, x, a):
    dx, da = dy.copy(), np.zeros_like(a)
    for c, slope in enumerate(a):
        neg = x[:, c] <= 0
        dx[:, c][neg] *= slope
        da[c] = (dy[:, c][neg] * x[:, c][neg]).sum()
    return dx, da
