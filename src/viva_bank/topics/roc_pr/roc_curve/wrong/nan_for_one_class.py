import numpy as np


def roc_curve(y, score):
    order = np.argsort(-score)
    y, score = y[order], score[order]
    last = np.flatnonzero(np.append(np.diff(score) != 0, True))
    tp = np.append(0, np.cumsum(y)[last])
    fp = np.append(0, np.cumsum(1 - y)[last])
    with np.errstate(invalid="ignore"):
        return fp / fp[-1], tp / tp[-1], np.append(np.inf, score[last])
