import numpy as np


def confusion_matrix(y, y_hat, k):
    if len(y) != len(y_hat):
        raise ValueError("lengths differ")
    C = np.zeros((k, k), dtype=int)
    np.add.at(C.reshape(-1), y.astype(int) * k + y_hat, 1)
    return C
