import numpy as np


def einsum(rule, *operands):
    """rule such as "ij,jk->ik"; operands: float arrays. Returns a float array."""
    return np.zeros(())
