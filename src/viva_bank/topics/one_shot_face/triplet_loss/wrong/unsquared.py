import numpy as np


def triplet_loss(a, p, n, margin):
    near = np.linalg.norm(a - p, axis=1, keepdims=True)
    far = np.linalg.norm(a - n, axis=1, keepdims=True)
    gap = near - far + margin
    w = (gap > 0) / len(a)
    loss = np.maximum(gap, 0).mean()
    to_p, to_n = (a - p) / near, (a - n) / far
    return loss, w * (to_p - to_n), -w * to_p, w * to_n
