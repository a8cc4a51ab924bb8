import numpy as np


def auc(y, score):
    n_pos = int(y.sum())
    n_neg = len(y) - n_pos
    if n_pos == 0 or n_neg == 0:
        raise ValueError("one class only")
    _, group, count = np.unique(-score, return_inverse=True, return_counts=True)
    rank = (count.cumsum() - (count - 1) / 2)[group]
    return (rank[y == 1].sum() - n_pos * (n_pos + 1) / 2) / (n_pos * n_neg)
