import numpy as np


def confusion_matrix(y, y_hat, k):
    y, y_hat = y.astype(int), y_hat.astype(int)
    if len(y) != len(y_hat):
        raise ValueError("lengths differ")
    for a in (y, y_hat):
        if len(a) and (a.min() < 0 or a.max() >= k):
            raise ValueError("label out of range")
    flat = np.bincount(y * k + y_hat)
    if len(flat) == k * k:
        return flat.reshape(k, k)
    m = int(max(y.max(), y_hat.max())) + 1
    return np.bincount(y * m + y_hat, minlength=m * m).reshape(m, m)
