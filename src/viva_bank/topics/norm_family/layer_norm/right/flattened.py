import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    k = gamma.ndim
    if x.shape[x.ndim - k :] != gamma.shape:
        raise ValueError("gamma does not fit")
    rows = x.reshape(-1, gamma.size)
    x_hat = (rows.T - rows.mean(axis=1)) / np.sqrt(rows.var(axis=1) + eps)
    y = x_hat.T * gamma.ravel() + beta.ravel()
    return y.reshape(x.shape)
