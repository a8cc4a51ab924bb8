import numpy as np


def confusion_matrix(y, y_hat, k):
    if len(y) != len(y_hat):
        raise ValueError("lengths differ")
    C = np.zeros((k, k), dtype=int)
    for i, j in zip(y, y_hat):
        if not (0 <= i < k and 0 <= j < k):
            raise ValueError("label out of range")
        C[i, j] += 1
    return C
