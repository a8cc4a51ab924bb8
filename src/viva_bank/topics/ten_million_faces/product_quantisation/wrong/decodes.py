import numpy as np


def encode(x, codebooks):
    M, _, s = codebooks.shape
    pieces = x.reshape(len(x), M, 1, s)
    return ((pieces - codebooks) ** 2).sum(axis=3).argmin(axis=2).astype(np.uint8)


def distances(q, codes, codebooks):
    M = len(codebooks)
    x = codebooks[np.arange(M), codes].reshape(len(codes), len(q))
    return ((x - q) ** 2).sum(axis=1)
