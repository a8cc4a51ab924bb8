import numpy as np


def confusion_matrix(y, y_hat, k):
    if y.shape != y_hat.shape:
        raise ValueError("lengths differ")
    for a in (y, y_hat):
        if a.size and (a.min() < 0 or a.max() >= k):
            raise ValueError("label out of range")
    return np.bincount(y * k + y_hat, minlength=k * k)[: k * k].reshape(k, k)
