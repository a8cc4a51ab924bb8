import numpy as np


def encode(x, codebooks):
    """x: (n, d); codebooks: (M, K, d/M). Returns codes (n, M), uint8."""
    M, _, size = codebooks.shape
    pieces = x.reshape(len(x), M, 1, size)
    return ((pieces - codebooks) ** 2).sum(axis=3).argmin(axis=2).astype(np.uint8)


def distances(q, codes, codebooks):
    """q: (d,); codes: (n, M); codebooks: (M, K, d/M). Returns squared distances (n,)."""
    M, _, size = codebooks.shape
    table = ((codebooks - q.reshape(M, 1, size)) ** 2).sum(axis=2)
    return table[np.arange(M), codes].sum(axis=1)
