import numpy as np


def free_energy(v, W, b, c):
    """v: (N, V) of 0 and 1; W: (V, H); b: (V,); c: (H,). Returns F, (N,)."""
    a = v @ W + c
    softplus = np.maximum(a, 0) + np.log1p(np.exp(-np.abs(a)))
    return -v @ b - softplus.sum(axis=1)
