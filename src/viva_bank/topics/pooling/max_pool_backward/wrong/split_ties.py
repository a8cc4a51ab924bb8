import numpy as np


def max_pool_backward(dout, x, size, stride):
    dx = np.zeros_like(x)
    n, c, ho, wo = dout.shape
    for i in range(ho):
        for j in range(wo):
            r, s = i * stride, j * stride
            window = x[:, :, r : r + size, s : s + size]
            mask = window == window.max(axis=(2, 3), keepdims=True)
            share = mask / mask.sum(axis=(2, 3), keepdims=True)
            dx[:, :, r : r + size, s : s + size] += share * dout[:, :, i, j][:, :, None, None]
    return dx
