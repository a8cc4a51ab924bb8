import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def max_pool_backward(dout, x, size, stride):
    n, c, ho, wo = dout.shape
    windows = sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    k = windows.reshape(n, c, ho, wo, -1).argmax(axis=-1)
    row = stride * np.arange(ho)[:, None] + k // size
    col = stride * np.arange(wo) + k % size
    dx = np.zeros_like(x)
    dx[np.arange(n)[:, None, None, None], np.arange(c)[:, None, None], row, col] += dout
    return dx
