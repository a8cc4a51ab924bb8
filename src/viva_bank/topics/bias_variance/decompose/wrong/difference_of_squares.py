import numpy as np


def decompose(predictions, f, noise):
    mean = predictions.mean(axis=0)
    bias2 = ((mean - f) ** 2).mean()
    variance = ((predictions**2).mean(axis=0) - mean**2).mean()
    return float(bias2), float(variance), float(bias2 + variance + noise)
