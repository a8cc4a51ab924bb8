import numpy as np


def roc_curve(y, score):
    if y.sum() in (0, len(y)):
        raise ValueError("one class only")
    order = np.argsort(-score, kind="stable")
    tp = np.append(0, np.cumsum(y[order]))
    fp = np.append(0, np.cumsum(1 - y[order]))
    return fp / fp[-1], tp / tp[-1], np.append(np.inf, score[order])
