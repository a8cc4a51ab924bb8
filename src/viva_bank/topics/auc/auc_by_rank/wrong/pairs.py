import numpy as np


def auc(y, score):
    pos, neg = score[y == 1], score[y == 0]
    if len(pos) == 0 or len(neg) == 0:
        raise ValueError("one class only")
    won = 0.0
    for p in pos:
        won += (p > neg).sum() + 0.5 * (p == neg).sum()
    return won / (len(pos) * len(neg))
