import numpy as np


def free_energy(v, W, b, c):
    a = v @ W + c
    softplus = np.where(a > 30, a, np.log(1 + np.exp(np.minimum(a, 30))))
    return -v @ b - softplus.sum(axis=1)
