import numpy as np


def maxout(x, W, b):
    """x: (N, D); W: (k, D, M); b: (k, M). Returns h: (N, M)."""
    return (x @ W + b[:, None]).max(axis=0)


def maxout_backward(dh, x, W, b):
    """dh: (N, M). Returns (dx, dW, db), of the shapes of x, W and b."""
    winner = (x @ W + b[:, None]).argmax(axis=0)
    pieces = np.arange(len(W))[:, None, None]
    dz = np.where(pieces == winner, dh, 0)
    return (dz @ W.swapaxes(1, 2)).sum(axis=0), x.T @ dz, dz.sum(axis=1)
