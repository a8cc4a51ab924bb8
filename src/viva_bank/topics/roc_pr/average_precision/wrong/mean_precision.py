import numpy as np


def average_precision(y, score):
    if y.sum() == 0:
        raise ValueError("no positives")
    order = np.argsort(-score, kind="stable")
    y = y[order]
    return float(np.mean(np.cumsum(y) / np.arange(1, len(y) + 1)))
