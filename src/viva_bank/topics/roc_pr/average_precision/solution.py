import numpy as np


def average_precision(y, score):
    """y: (n,) of 0 and 1; score: (n,) floats. Returns a float in (0, 1]."""
    if not np.any(y):
        raise ValueError("average precision needs a positive")
    order = np.argsort(-score)
    y, score = y[order], score[order]
    last = np.flatnonzero(np.append(score[1:] != score[:-1], True))
    tp = np.cumsum(y)[last]
    precision = tp / (last + 1)
    recall = tp / tp[-1]
    return float(np.diff(recall, prepend=0.0) @ precision)
