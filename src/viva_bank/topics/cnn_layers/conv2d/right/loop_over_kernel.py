import numpy as np


def conv2d(x, w, b, stride=1, padding=0):
    n, c, h, wd = x.shape
    k, _, p, q = w.shape
    padded = np.zeros((n, c, h + 2 * padding, wd + 2 * padding), dtype=x.dtype)
    padded[:, :, padding : padding + h, padding : padding + wd] = x
    ho = (h + 2 * padding - p) // stride + 1
    wo = (wd + 2 * padding - q) // stride + 1
    y = np.zeros((n, k, ho, wo), dtype=x.dtype)
    for i in range(p):
        for j in range(q):
            rows = slice(i, i + stride * (ho - 1) + 1, stride)
            cols = slice(j, j + stride * (wo - 1) + 1, stride)
            seen = padded[:, :, rows, cols].reshape(n, c, ho * wo)
            y += (w[:, :, i, j] @ seen).reshape(n, k, ho, wo)
    return y + b.reshape(1, k, 1, 1)
