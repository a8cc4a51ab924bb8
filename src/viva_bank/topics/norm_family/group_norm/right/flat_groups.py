import numpy as np


def group_norm(x, gamma, beta, groups, eps=1e-5):
    n, c = x.shape[:2]
    if c % groups:
        raise ValueError("groups must divide the channels")
    rows = np.reshape(x, (n * groups, -1))
    mu, var = rows.mean(axis=1, keepdims=True), rows.var(axis=1, keepdims=True)
    x_hat = ((rows - mu) / np.sqrt(var + eps)).reshape(x.shape)
    return x_hat * gamma.reshape(1, c, 1, 1) + beta.reshape(1, c, 1, 1)
