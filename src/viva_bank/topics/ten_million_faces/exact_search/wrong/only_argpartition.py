import numpy as np


def top_k(queries, base, k, chunk):
    ids = np.empty((len(queries), 0), dtype=np.int64)
    scores = np.empty((len(queries), 0))
    for start in range(0, len(base), chunk):
        new = queries @ base[start : start + chunk].T
        numbers = np.broadcast_to(start + np.arange(new.shape[1]), new.shape)
        ids, scores = np.hstack([ids, numbers]), np.hstack([scores, new])
        if scores.shape[1] > k:
            best = np.sort(np.argpartition(scores, -k, axis=1)[:, -k:], axis=1)
            ids = np.take_along_axis(ids, best, axis=1)
            scores = np.take_along_axis(scores, best, axis=1)
    return ids, scores
