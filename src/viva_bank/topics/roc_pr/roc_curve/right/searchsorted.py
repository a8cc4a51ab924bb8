import numpy as np


def roc_curve(y, score):
    pos, neg = np.sort(score[y == 1]), np.sort(score[y == 0])
    if not len(pos) or not len(neg):
        raise ValueError("one class only")
    t = np.append(np.inf, np.unique(score)[::-1])
    share = [1 - np.searchsorted(s, t, side="left") / len(s) for s in (neg, pos)]
    return share[0], share[1], t
