import numpy as np


def average_precision(y, score):
    if y.sum() == 0:
        raise ValueError("no positives")
    total, before = 0.0, 0.0
    for t in np.unique(score)[::-1]:
        called = score >= t
        recall = y[called].sum() / y.sum()
        total += (recall - before) * y[called].mean()
        before = recall
    return float(total)
