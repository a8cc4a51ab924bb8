import numpy as np


def sigmoid(x):
    s = 1 / (1 + np.exp(-np.abs(x)))
    return np.where(x >= 0, s, 1 - s)


def softplus(x):
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))
