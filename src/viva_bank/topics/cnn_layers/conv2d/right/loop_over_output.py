import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    n, c, h, wd = x.shape
    k, _, p, q = w.shape
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    ho = (h + 2 * padding - p) // stride + 1
    wo = (wd + 2 * padding - q) // stride + 1
    flat = w.reshape(k, -1)
    y = np.empty((n, k, ho, wo), dtype=x.dtype)
    for i in range(ho):
        for j in range(wo):
            r, s = i * stride, j * stride
            patch = x[:, :, r : r + p, s : s + q].reshape(n, -1)
            y[:, :, i, j] = patch @ flat.T + b
    return y
