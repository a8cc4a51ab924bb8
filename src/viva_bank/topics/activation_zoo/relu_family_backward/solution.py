import numpy as np


def relu_backward(dy, x):
    """dy, x: the same shape. Returns dL/dx."""
    return dy * (x > 0)


def leaky_relu_backward(dy, x, a=0.01):
    """dy, x: the same shape. Returns dL/dx."""
    return dy * np.where(x > 0, 1, a)


def elu_backward(dy, x, alpha=1.0):
    """dy, x: the same shape. Returns dL/dx."""
    return dy * np.where(x > 0, 1, alpha * np.exp(np.minimum(x, 0)))


def prelu_backward(dy, x, a):
    """dy, x: (N, C) or (N, C, H, W); a: (C,). Returns (dx, da)."""
    slope = a.reshape(a.shape + (1,) * (x.ndim - 2))
    shared = tuple(axis for axis in range(x.ndim) if axis != 1)
    return dy * np.where(x > 0, 1, slope), (dy * np.minimum(x, 0)).sum(axis=shared)
