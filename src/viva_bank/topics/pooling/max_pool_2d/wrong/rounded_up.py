import numpy as np


def max_pool_2d(x, size, stride=None, padding=0):
    stride = stride or size
    p = padding
    n, c, h, w = x.shape
    ho = int(np.ceil((h + 2 * p - size) / stride)) + 1
    wo = int(np.ceil((w + 2 * p - size) / stride)) + 1
    out = np.empty((n, c, ho, wo), dtype=x.dtype)
    for i in range(ho):
        for j in range(wo):
            top, left = i * stride - p, j * stride - p
            part = x[:, :, max(top, 0) : top + size, max(left, 0) : left + size]
            out[:, :, i, j] = part.max(axis=(2, 3))
    return out
