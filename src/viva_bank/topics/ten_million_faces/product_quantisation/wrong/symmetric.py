import numpy as np


def encode(x, codebooks):
    M, _, s = codebooks.shape
    pieces = x.reshape(len(x), M, 1, s)
    return ((pieces - codebooks) ** 2).sum(axis=3).argmin(axis=2).astype(np.uint8)


def distances(q, codes, codebooks):
    M = len(codebooks)
    mine = codebooks[np.arange(M), encode(q[None], codebooks)[0]]
    table = ((codebooks - mine[:, None]) ** 2).sum(axis=2)
    return table[np.arange(M), codes].sum(axis=1)
