import numpy as np


def top_k(queries, base, k, chunk):
    """queries: (q, d); base: (n, d), in slices of at most `chunk` rows.

    Returns ids and scores, each (q, min(k, n)), best first; of equals the smaller id first."""
    ids = np.empty((len(queries), 0), dtype=np.int64)
    scores = np.empty((len(queries), 0))
    for start in range(0, len(base), chunk):
        new = queries @ base[start : start + chunk].T
        numbers = np.broadcast_to(start + np.arange(new.shape[1]), new.shape)
        ids, scores = np.hstack([ids, numbers]), np.hstack([scores, new])
        if scores.shape[1] > k:
            kth = np.partition(scores, -k, axis=1)[:, -k, None]
            above, tied = scores > kth, scores == kth
            room = k - above.sum(axis=1, keepdims=True)
            keep = above | (tied & (tied.cumsum(axis=1) <= room))  # ids ascend along a row
            ids, scores = ids[keep].reshape(len(ids), k), scores[keep].reshape(len(ids), k)
    order = np.argsort(-scores, axis=1, kind="stable")
    return np.take_along_axis(ids, order, axis=1), np.take_along_axis(scores, order, axis=1)
