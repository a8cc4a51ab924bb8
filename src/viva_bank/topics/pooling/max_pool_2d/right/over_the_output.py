import numpy as np


def max_pool_2d(x, size, stride=None, padding=0):
    stride = size if stride is None else stride
    n, c, h, w = x.shape
    ho = (h + 2 * padding - size) // stride + 1
    wo = (w + 2 * padding - size) // stride + 1
    out = np.empty((n, c, ho, wo), dtype=x.dtype)
    for i in range(ho):
        top = i * stride - padding
        for j in range(wo):
            left = j * stride - padding
            # clipping the window is padding with -inf
            part = x[:, :, max(top, 0) : top + size, max(left, 0) : left + size]
            out[:, :, i, j] = part.max(axis=(2, 3))
    return out
