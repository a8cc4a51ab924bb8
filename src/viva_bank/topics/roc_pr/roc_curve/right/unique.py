import numpy as np


def roc_curve(y, score):
    values, group = np.unique(score, return_inverse=True)
    pos = np.bincount(group, weights=(y == 1), minlength=len(values))[::-1]
    neg = np.bincount(group, weights=(y == 0), minlength=len(values))[::-1]
    if pos.sum() == 0 or neg.sum() == 0:
        raise ValueError("one class only")
    fpr = np.concatenate([[0.0], np.cumsum(neg) / neg.sum()])
    tpr = np.concatenate([[0.0], np.cumsum(pos) / pos.sum()])
    return fpr, tpr, np.concatenate([[np.inf], values[::-1]])
