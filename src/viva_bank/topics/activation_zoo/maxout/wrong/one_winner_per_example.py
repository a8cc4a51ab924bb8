import numpy as np


def maxout(x, W, b):
    return (x @ W + b[:, None, :]).max(axis=0)


def maxout_backward(dh, x, W, b):
    z = x @ W + b[:, None, :]
    winner = z.max(axis=2).argmax(axis=0)[:, None]
    dz = np.where(np.arange(len(W))[:, None, None] == winner, dh, 0)
    return (dz @ W.swapaxes(1, 2)).sum(axis=0), x.T @ dz, dz.sum(axis=1)
