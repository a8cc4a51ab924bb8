import numpy as np


def auc(y, score):
    pos, neg = score[y == 1], np.sort(score[y == 0])
    if not len(pos) or not len(neg):
        raise ValueError("one class only")
    below = np.searchsorted(neg, pos, side="left")
    at_or_below = np.searchsorted(neg, pos, side="right")
    return np.mean(below + at_or_below) / 2 / len(neg)
