import numpy as np


def max_pool_backward(dout, x, size, stride):
    dx = np.zeros_like(x)
    n, c, ho, wo = dout.shape
    for i in range(ho):
        for j in range(wo):
            r, s = i * stride, j * stride
            g = dout[:, :, i, j][:, :, None, None]
            dx[:, :, r : r + size, s : s + size] += g / size**2
    return dx
