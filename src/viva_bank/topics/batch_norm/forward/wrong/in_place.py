import numpy as np


def batch_norm(x, gamma, beta, eps=1e-5):
    if x.shape[0] < 2:
        raise ValueError
    x -= x.mean(axis=0)
    x /= np.sqrt((x * x).mean(axis=0) + eps)
    return gamma * x + beta
