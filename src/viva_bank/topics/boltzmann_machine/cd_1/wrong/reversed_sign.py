import numpy as np


def sigmoid(z):
    return (1 + np.tanh(z / 2)) / 2


def hidden_given_visible(v, W, c):
    return sigmoid(v @ W + c)


def visible_given_hidden(h, W, b):
    return sigmoid(h @ W.T + b)


def cd_1(v0, W, b, c, rng):
    p0 = hidden_given_visible(v0, W, c)
    h0 = (rng.random(p0.shape) < p0).astype(float)
    q = visible_given_hidden(h0, W, b)
    v1 = (rng.random(q.shape) < q).astype(float)
    p1 = hidden_given_visible(v1, W, c)
    dW = (v1.T @ p1 - v0.T @ p0) / len(v0)
    return dW, (v1 - v0).mean(axis=0), (p1 - p0).mean(axis=0)
