import numpy as np


def decompose(predictions, f, noise):
    bias2 = ((predictions.mean(axis=0) - f) ** 2).mean()
    variance = predictions.var()
    return float(bias2), float(variance), float(bias2 + variance + noise)
