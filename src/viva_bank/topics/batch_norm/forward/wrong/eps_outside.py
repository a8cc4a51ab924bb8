import numpy as np


def batch_norm(x, gamma, beta, eps=1e-5):
    if x.shape[0] < 2:
        raise ValueError
    return gamma * (x - x.mean(0)) / (x.std(0) + eps) + beta
