import numpy as np


def average_precision(y, score):
    if y.sum() == 0:
        raise ValueError("no positives")
    order = np.argsort(score)
    y, score = y[order], score[order]
    last = np.flatnonzero(np.append(np.diff(score) != 0, True))
    tp = np.cumsum(y)[last]
    return float(np.diff(tp / tp[-1], prepend=0.0) @ (tp / (last + 1)))
