import numpy as np


def roc_curve(y, score):
    if y.sum() in (0, len(y)):
        raise ValueError("one class only")
    order = np.argsort(-score, kind="stable")
    y, score = y[order], score[order]
    keep = np.flatnonzero(np.append(True, np.diff(score) != 0))
    tp = np.append(0, np.cumsum(y)[keep])
    fp = np.append(0, np.cumsum(1 - y)[keep])
    return fp / max(fp[-1], 1), tp / max(tp[-1], 1), np.append(np.inf, score[keep])
