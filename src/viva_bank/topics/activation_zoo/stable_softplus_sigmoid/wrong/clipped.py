import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-np.clip(x, -500, 500)))


def softplus(x):
    return np.log1p(np.exp(np.clip(x, -500, 500)))
