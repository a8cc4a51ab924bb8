import numpy as np


def average_precision(y, score):
    if y.sum() == 0:
        raise ValueError("no positives")
    y, score = y[np.argsort(-score)], np.sort(score)[::-1]
    last = np.flatnonzero(np.append(np.diff(score) != 0, True))
    tp = np.cumsum(y)[last]
    precision = np.maximum.accumulate((tp / (last + 1))[::-1])[::-1]
    return float(np.diff(tp / tp[-1], prepend=0.0) @ precision)
