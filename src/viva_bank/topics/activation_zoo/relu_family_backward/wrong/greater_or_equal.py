import numpy as np


def relu_backward(dy, x):
    return dy * (x >= 0)


def leaky_relu_backward(dy, x, a=0.01):
    return np.where(x >= 0, dy, a * dy)


def elu_backward(dy, x, alpha=1.0):
    return np.where(x >= 0, dy, dy * alpha * np.exp(np.minimum(x, 0)))


def prelu_backward(dy, x, a):
    slope = a.reshape(-1, *[1] * (x.ndim - 2))
    da = np.where(x >= 0, 0, x * dy).sum(axis=(0, *range(2, x.ndim)))
    return np.where(x >= 0, dy, slope * dy), da
