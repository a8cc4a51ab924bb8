import numpy as np


def average_precision(y, score):
    if y.sum() == 0:
        raise ValueError("no positives")
    order = np.argsort(-score)
    y, score = y[order], score[order]
    last = np.flatnonzero(np.append(np.diff(score) != 0, True))
    tp = np.cumsum(y)[last]
    precision, recall = np.append(1.0, tp / (last + 1)), np.append(0.0, tp / tp[-1])
    return float(np.sum(np.diff(recall) * (precision[1:] + precision[:-1]) / 2))
