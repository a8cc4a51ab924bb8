import numpy as np


def triplet_loss(a, p, n, margin):
    gap = ((a - p) ** 2).sum(axis=1) - ((a - n) ** 2).sum(axis=1) + margin
    loss = np.maximum(gap, 0).mean()
    w = (1 * (gap > 0) / len(a)).astype(a.dtype)[:, None]
    return loss, w * (n - p), w * (p - a), w * (a - n)
