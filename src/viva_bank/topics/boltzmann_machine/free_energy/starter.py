import numpy as np


def free_energy(v, W, b, c):
    """v: (N, V) of 0 and 1; W: (V, H); b: (V,); c: (H,). Returns F, (N,)."""
    return -v @ b
