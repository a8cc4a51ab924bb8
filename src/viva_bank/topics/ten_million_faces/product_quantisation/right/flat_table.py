import numpy as np


def encode(x, codebooks):
    M, K, s = codebooks.shape
    out = []
    for row in x.reshape(-1, M, s):
        d2 = np.linalg.norm(row[:, None, :] - codebooks, axis=2)
        out.append(d2.argmin(axis=1))
    return np.array(out, dtype=np.uint8).reshape(len(x), M)


def distances(q, codes, codebooks):
    M, K, s = codebooks.shape
    difference = codebooks - q.reshape(M, 1, s)
    table = np.einsum("mks,mks->mk", difference, difference)
    return np.take(table.ravel(), codes + K * np.arange(M)).sum(axis=1)
