import numpy as np


def free_energy(v, W, b, c):
    return -v @ b - np.logaddexp(0, v @ W + c).sum()
