import numpy as np


def triplet_loss(a, p, n, margin):
    gap = ((a - p) ** 2).sum(axis=1) - ((a - n) ** 2).sum(axis=1)
    loss = np.maximum(gap, 0).mean() + margin
    w = (2 * (gap > 0) / len(a)).astype(a.dtype)[:, None]
    return loss, w * (n - p), w * (p - a), w * (a - n)
