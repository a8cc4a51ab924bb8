import numpy as np


def relu_backward(dy, x):
    dy[x <= 0] = 0
    return dy


def leaky_relu_backward(dy, x, a=0.01):
    dy[x <= 0] *= a
    return dy


def elu_backward(dy, x, alpha=1.0):
    neg = x <= 0
    dy[neg] *= alpha * np.exp(x[neg])
    return dy


def prelu_backward(dy, x, a):
    slope = a.reshape(-1, *[1] * (x.ndim - 2))
    da = np.where(x > 0, 0, x * dy).sum(axis=(0, *range(2, x.ndim)))
    dy *= np.where(x > 0, 1, slope)
    return dy, da
