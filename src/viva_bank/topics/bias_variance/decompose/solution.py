import numpy as np


def decompose(predictions, f, noise):
    """predictions: (M, n), f: (n,), noise: variance. Returns (bias2, variance, error), floats."""
    mean = predictions.mean(axis=0)
    bias2 = np.mean((mean - f) ** 2)
    variance = np.mean(predictions.var(axis=0))
    return float(bias2), float(variance), float(bias2 + variance + noise)
