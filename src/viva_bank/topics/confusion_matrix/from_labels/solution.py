import numpy as np


def confusion_matrix(y, y_hat, k):
    """y, y_hat: (n,) integers in 0 … k − 1. Returns (k, k) counts, truth in rows."""
    y = np.asarray(y, dtype=np.int64)
    y_hat = np.asarray(y_hat, dtype=np.int64)
    if y.shape != y_hat.shape:
        raise ValueError(f"{len(y)} truths and {len(y_hat)} predictions")
    for labels in (y, y_hat):
        if labels.size and (labels.min() < 0 or labels.max() >= k):
            raise ValueError(f"labels must lie in 0 … {k - 1}")
    return np.bincount(y * k + y_hat, minlength=k * k).reshape(k, k)
