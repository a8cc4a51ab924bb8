import numpy as np


def confusion_matrix(y, y_hat, k):
    y, y_hat = y.astype(int), y_hat.astype(int)
    if len(y) != len(y_hat):
        raise ValueError("lengths differ")
    if len(y) and (min(y.min(), y_hat.min()) < 0 or max(y.max(), y_hat.max()) >= k):
        raise ValueError("label out of range")
    return np.bincount(y_hat * k + y, minlength=k * k).reshape(k, k)
