import numpy as np


def confusion_matrix(y, y_hat, k):
    y, y_hat = np.asarray(y), np.asarray(y_hat)
    if len(y) != len(y_hat):
        raise ValueError("lengths differ")
    if len(y) and not (0 <= min(y.min(), y_hat.min()) and max(y.max(), y_hat.max()) < k):
        raise ValueError("label out of range")
    rows = [np.bincount(y_hat[y == i].astype(int), minlength=k) for i in range(k)]
    return np.stack(rows)
