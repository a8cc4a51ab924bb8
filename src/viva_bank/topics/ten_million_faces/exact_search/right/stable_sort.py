import numpy as np


def top_k(queries, base, k, chunk):
    q = len(queries)
    best_ids, best = np.zeros((q, 0), dtype=int), np.zeros((q, 0))
    for start in range(0, base.shape[0], chunk):
        block = base[start : start + chunk]
        scores = np.concatenate([best, queries @ block.T], axis=1)
        fresh = np.tile(np.arange(start, start + len(block)), (q, 1))
        ids = np.concatenate([best_ids, fresh], axis=1)
        # the kept ones come first and have smaller ids, so a stable sort settles ties
        order = np.argsort(-scores, axis=1, kind="stable")[:, :k]
        best = np.take_along_axis(scores, order, axis=1)
        best_ids = np.take_along_axis(ids, order, axis=1)
    return best_ids, best
