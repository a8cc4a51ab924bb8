import numpy as np


def decompose(predictions, f, noise):
    bias2 = ((predictions.mean(axis=1) - f) ** 2).mean()
    variance = predictions.var(axis=1).mean()
    return float(bias2), float(variance), float(bias2 + variance + noise)
