import numpy as np


def top_k(queries, base, k, chunk):
    ids = np.empty((len(queries), 0), dtype=np.int64)
    scores = np.empty((len(queries), 0))
    for part in range(len(base) // chunk):
        start = part * chunk
        new = queries @ base[start : start + chunk].T
        numbers = np.broadcast_to(start + np.arange(new.shape[1]), new.shape)
        ids, scores = np.hstack([ids, numbers]), np.hstack([scores, new])
        order = np.argsort(-scores, axis=1, kind="stable")[:, :k]
        ids = np.take_along_axis(ids, order, axis=1)
        scores = np.take_along_axis(scores, order, axis=1)
    return ids, scores
