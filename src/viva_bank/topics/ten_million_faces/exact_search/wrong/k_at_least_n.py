import numpy as np


def top_k(queries, base, k, chunk):
    ids, scores = [], []
    for start in range(0, len(base), chunk):
        new = queries @ base[start : start + chunk].T
        kth = np.partition(new, -k, axis=1)[:, -k, None]
        tied = new == kth
        room = k - (new > kth).sum(axis=1, keepdims=True)
        keep = (new > kth) | (tied & (tied.cumsum(axis=1) <= room))
        ids.append(start + np.nonzero(keep)[1].reshape(-1, k))
        scores.append(new[keep].reshape(-1, k))
    ids, scores = np.hstack(ids), np.hstack(scores)
    order = np.argsort(-scores, axis=1, kind="stable")[:, :k]
    return np.take_along_axis(ids, order, axis=1), np.take_along_axis(scores, order, axis=1)
