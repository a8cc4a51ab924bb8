import numpy as np


def confusion_matrix(y, y_hat, k):
    C = np.zeros((k, k), dtype=int)
    C[y, y_hat] += 1
    return C
