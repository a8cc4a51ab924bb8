import numpy as np


def free_energy(v, W, b, c):
    return -v @ b - np.log(1 + np.exp(v @ W + c)).sum(axis=1)
