import numpy as np


def confusion_matrix(y, y_hat, k):
    y, y_hat = np.asarray(y), np.asarray(y_hat)
    if len(y) != len(y_hat):
        raise ValueError("lengths differ")
    both = np.concatenate([y, y_hat])
    if np.any((both < 0) | (both >= k)):
        raise ValueError("label out of range")
    C = np.zeros((k, k), dtype=int)
    np.add.at(C.reshape(-1), y.astype(np.intp) * k + y_hat, 1)
    return C
