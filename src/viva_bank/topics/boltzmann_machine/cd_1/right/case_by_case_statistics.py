import numpy as np


def logistic(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def hidden_given_visible(v, W, c):
    return logistic(c + np.einsum("nv,vh->nh", v, W))


def visible_given_hidden(h, W, b):
    return logistic(b + np.einsum("nh,vh->nv", h, W))


def cd_1(v0, W, b, c, rng):
    n = v0.shape[0]
    up = hidden_given_visible(v0, W, c)
    h0 = np.where(rng.random((n, len(c))) < up, 1.0, 0.0)
    v1 = np.where(rng.random((n, len(b))) < visible_given_hidden(h0, W, b), 1.0, 0.0)
    again = hidden_given_visible(v1, W, c)
    dW = np.zeros(W.shape)
    for k in range(n):
        dW += np.outer(v0[k], up[k]) - np.outer(v1[k], again[k])
    return dW / n, v0.mean(axis=0) - v1.mean(axis=0), up.mean(axis=0) - again.mean(axis=0)
