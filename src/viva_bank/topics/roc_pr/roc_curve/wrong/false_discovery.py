import numpy as np


def roc_curve(y, score):
    if y.sum() in (0, len(y)):
        raise ValueError("one class only")
    order = np.argsort(-score)
    y, score = y[order], score[order]
    last = np.flatnonzero(np.append(np.diff(score) != 0, True))
    tp = np.append(0, np.cumsum(y)[last])
    fp = np.append(0, np.cumsum(1 - y)[last])
    return fp / np.maximum(tp + fp, 1), tp / tp[-1], np.append(np.inf, score[last])
