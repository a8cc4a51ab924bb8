import numpy as np


def free_energy(v, W, b, c):
    return -(v * b).sum(axis=-1) - np.logaddexp(0.0, c + v @ W).sum(axis=-1)
