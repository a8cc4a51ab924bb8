import numpy as np


def encode(x, codebooks):
    M, K, s = codebooks.shape
    codes = np.zeros((len(x), M), dtype=np.uint8)
    for i in range(len(x)):
        for m in range(M):
            best = np.inf
            for k in range(K):
                d = ((x[i, m * s : (m + 1) * s] - codebooks[m, k]) ** 2).sum()
                if d <= best:
                    best, codes[i, m] = d, k
    return codes


def distances(q, codes, codebooks):
    M, _, s = codebooks.shape
    table = ((codebooks - q.reshape(M, 1, s)) ** 2).sum(axis=2)
    return table[np.arange(M), codes].sum(axis=1)
