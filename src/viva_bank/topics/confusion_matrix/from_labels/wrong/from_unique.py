import numpy as np


def confusion_matrix(y, y_hat, k):
    if len(y) != len(y_hat):
        raise ValueError("lengths differ")
    classes, cell = np.unique(np.concatenate([y, y_hat]), return_inverse=True)
    m = len(classes)
    a, b = cell[: len(y)], cell[len(y) :]
    return np.bincount(a * m + b, minlength=m * m).reshape(m, m)
