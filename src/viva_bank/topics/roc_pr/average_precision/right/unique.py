import numpy as np


def average_precision(y, score):
    n_pos = int((y == 1).sum())
    if n_pos == 0:
        raise ValueError("no positives")
    _, group, count = np.unique(-np.asarray(score), return_inverse=True, return_counts=True)
    hits = np.bincount(group, weights=y, minlength=len(count))
    return float((hits * hits.cumsum() / count.cumsum()).sum() / n_pos)
