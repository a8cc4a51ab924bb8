import numpy as np


def maxout(x, W, b):
    return (x @ W + b[:, None, :]).max(axis=0)


def maxout_backward(dh, x, W, b):
    z = x @ W + b[:, None, :]
    best, winner = z[0], np.zeros(z.shape[1:], int)
    for j in range(1, len(z)):
        better = z[j] >= best
        best = np.where(better, z[j], best)
        winner[better] = j
    dz = np.where(np.arange(len(z))[:, None, None] == winner, dh, 0)
    return (dz @ W.swapaxes(1, 2)).sum(axis=0), x.T @ dz, dz.sum(axis=1)
