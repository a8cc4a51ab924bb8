import numpy as np


def free_energy(v, W, b, c):
    W *= v.mean(axis=0)[:, None]
    return -v @ b - np.logaddexp(0, v @ W + c).sum(axis=1)
