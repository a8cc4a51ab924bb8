import numpy as np


def triplet_loss(a, p, n, margin):
    gap = ((a - n) ** 2).sum(axis=1) - ((a - p) ** 2).sum(axis=1) + margin
    loss = np.maximum(gap, 0).mean()
    w = (2 * (gap > 0) / len(a)).astype(a.dtype)[:, None]
    return loss, w * (p - n), w * (a - p), w * (n - a)
