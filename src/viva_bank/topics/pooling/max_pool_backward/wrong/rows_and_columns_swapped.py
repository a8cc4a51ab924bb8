import numpy as np


def max_pool_backward(dout, x, size, stride):
    dx = np.zeros_like(x)
    for a, b, i, j in np.ndindex(dout.shape):
        r, s = i * stride, j * stride
        k = x[a, b, r : r + size, s : s + size].argmax()
        dx[a, b, r + k % size, s + k // size] += dout[a, b, i, j]
    return dx
