import numpy as np


def sigmoid(x):
    t = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, t) / (1 + t) + 1e-12


def softplus(x):
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))
