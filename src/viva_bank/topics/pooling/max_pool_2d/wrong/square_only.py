import numpy as np


def max_pool_2d(x, size, stride=None, padding=0):
    stride = stride or size
    p = padding
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)), constant_values=-np.inf)
    n, c, h, w = x.shape
    side = (h - size) // stride + 1
    out = np.empty((n, c, side, side), dtype=x.dtype)
    for i in range(side):
        for j in range(side):
            r, s = i * stride, j * stride
            out[:, :, i, j] = x[:, :, r : r + size, s : s + size].max(axis=(2, 3))
    return out
