import numpy as np


def roc_curve(y, score):
    if y.sum() in (0, len(y)):
        raise ValueError("one class only")
    pos, neg = score[y == 1], score[y == 0]
    thresholds = np.append(np.inf, np.unique(score)[::-1])
    fpr = np.array([np.count_nonzero(neg >= t) for t in thresholds]) / len(neg)
    tpr = np.array([np.count_nonzero(pos >= t) for t in thresholds]) / len(pos)
    return fpr, tpr, thresholds
