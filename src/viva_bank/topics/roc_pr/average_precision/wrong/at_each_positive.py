import numpy as np


def average_precision(y, score):
    if y.sum() == 0:
        raise ValueError("no positives")
    y = y[np.argsort(-score, kind="stable")]
    precision = np.cumsum(y) / np.arange(1, len(y) + 1)
    return float(precision[y == 1].mean())
