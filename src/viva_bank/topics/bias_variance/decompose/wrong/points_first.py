import numpy as np


def decompose(predictions, f, noise):
    bias2 = (predictions - f).mean() ** 2
    variance = predictions.var(axis=0).mean()
    return float(bias2), float(variance), float(bias2 + variance + noise)
