import numpy as np


def encode(x, codebooks):
    pieces = np.split(x, len(codebooks), axis=1)
    codes = np.empty((x.shape[0], len(codebooks)), dtype=np.uint8)
    for m, (piece, book) in enumerate(zip(pieces, codebooks)):
        # |p|^2 is the same for all centroids and may be left out
        score = (book**2).sum(axis=1) - 2 * piece @ book.T
        codes[:, m] = score.argmin(axis=1)
    return codes


def distances(q, codes, codebooks):
    total = np.zeros(len(codes))
    for m, (piece, book) in enumerate(zip(np.split(q, len(codebooks)), codebooks)):
        total += ((book - piece) ** 2).sum(axis=1)[codes[:, m]]
    return total
