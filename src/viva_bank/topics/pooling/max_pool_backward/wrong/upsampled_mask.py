import numpy as np


def max_pool_backward(dout, x, size, stride):
    h, w = dout.shape[2] * size, dout.shape[3] * size
    blocks = x[:, :, :h, :w].reshape(*dout.shape[:3], size, dout.shape[3], size)
    blocks = x[:, :, :h, :w].reshape(
        x.shape[0], x.shape[1], dout.shape[2], size, dout.shape[3], size
    )
    top = blocks.max(axis=(3, 5), keepdims=True)
    dx = (blocks == top) * dout[:, :, :, None, :, None]
    return dx.reshape(x.shape)
