import numpy as np


def confusion_matrix(y, y_hat, k):
    """y, y_hat: (n,) integers in 0 … k − 1. Returns (k, k) counts, truth in rows."""
    return np.zeros((k, k), dtype=int)
