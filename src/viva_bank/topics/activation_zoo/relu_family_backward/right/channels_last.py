import numpy as np


def relu_backward(dy, x):
    return np.where(x > 0, dy, 0.0)


def leaky_relu_backward(dy, x, a=0.01):
    return dy * (a + (1 - a) * (x > 0))


def elu_backward(dy, x, alpha=1.0):
    # on the negative side the derivative is the value plus alpha
    y = alpha * np.expm1(np.minimum(x, 0))
    return dy * np.where(x > 0, 1.0, y + alpha)


def prelu_backward(dy, x, a):
    xs, dys = np.moveaxis(x, 1, -1), np.moveaxis(dy, 1, -1)
    dx = np.where(xs > 0, dys, a * dys)
    da = (np.where(xs > 0, 0, xs) * dys).reshape(-1, len(a)).sum(axis=0)
    return np.moveaxis(dx, -1, 1), da
