import numpy as np


def roc_curve(y, score):
    """y: (n,) of 0 and 1; score: (n,) floats. Returns (fpr, tpr, thresholds), all of shape (m + 1,)
    for m distinct scores."""
    if len(np.unique(y)) < 2:
        raise ValueError("a ROC curve needs both classes")
    order = np.argsort(-score)
    y, score = y[order], score[order]
    last = np.flatnonzero(np.append(score[1:] != score[:-1], True))
    tp = np.cumsum(y)[last]
    fp = last + 1 - tp
    return (
        np.append(0.0, fp / fp[-1]),
        np.append(0.0, tp / tp[-1]),
        np.append(np.inf, score[last]),
    )
