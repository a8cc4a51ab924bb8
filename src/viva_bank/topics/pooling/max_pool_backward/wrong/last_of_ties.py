import numpy as np


def max_pool_backward(dout, x, size, stride):
    dx = np.zeros_like(x)
    n, c, ho, wo = dout.shape
    for a, b, i, j in np.ndindex(n, c, ho, wo):
        best = -np.inf
        for r in range(i * stride, i * stride + size):
            for s in range(j * stride, j * stride + size):
                if x[a, b, r, s] >= best:
                    best, at = x[a, b, r, s], (r, s)
        dx[(a, b, *at)] += dout[a, b, i, j]
    return dx
