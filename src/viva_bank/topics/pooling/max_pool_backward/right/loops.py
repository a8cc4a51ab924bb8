import numpy as np


def max_pool_backward(dout, x, size, stride):
    dx = np.zeros_like(x)
    n, c, ho, wo = dout.shape
    for a in range(n):
        for b in range(c):
            for i in range(ho):
                for j in range(wo):
                    r, s = i * stride, j * stride
                    window = x[a, b, r : r + size, s : s + size]
                    p, q = np.unravel_index(window.argmax(), window.shape)
                    dx[a, b, r + p, s + q] += dout[a, b, i, j]
    return dx
