import numpy as np


def auc(y, score):
    order = np.argsort(-score, kind="stable")
    y, score = y[order], score[order]
    last = np.flatnonzero(np.append(np.diff(score) != 0, True))
    tp = np.append(0, np.cumsum(y)[last])
    fp = np.append(0, np.cumsum(1 - y)[last])
    if tp[-1] == 0 or fp[-1] == 0:
        raise ValueError("one class only")
    width, height = np.diff(fp), (tp[1:] + tp[:-1]) / 2
    return (width * height).sum() / (tp[-1] * fp[-1])
