import numpy as np


def sigmoid(z):
    return (1 + np.tanh(z / 2)) / 2


def hidden_given_visible(v, W, c):
    return sigmoid(v @ W + c)


def visible_given_hidden(h, W, b):
    return sigmoid(h @ W.T + b)


def cd_1(v0, W, b, c, rng):
    p0 = hidden_given_visible(v0, W, c)
    v1 = visible_given_hidden(p0, W, b)
    p1 = hidden_given_visible(v1, W, c)
    dW = (v0.T @ p0 - v1.T @ p1) / len(v0)
    return dW, (v0 - v1).mean(axis=0), (p0 - p1).mean(axis=0)
