import numpy as np


def free_energy(v, W, b, c):
    a = v @ W + c
    h = (1 + np.tanh(a / 2)) / 2
    return -v @ b - (h * a).sum(axis=1)
