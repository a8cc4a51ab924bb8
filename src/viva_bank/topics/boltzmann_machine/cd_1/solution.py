import numpy as np


def sigmoid(z):
    return (1 + np.tanh(z / 2)) / 2  # the same function, and exp cannot overflow


def hidden_given_visible(v, W, c):
    """(N, V) → the probabilities p(h = 1 | v), (N, H)."""
    return sigmoid(v @ W + c)


def visible_given_hidden(h, W, b):
    """(N, H) → the probabilities p(v = 1 | h), (N, V)."""
    return sigmoid(h @ W.T + b)


def cd_1(v0, W, b, c, rng):
    """v0: (N, V) of 0 and 1. Returns (dW, db, dc), to be added to W, b, c."""
    p0 = hidden_given_visible(v0, W, c)
    h0 = (rng.random(p0.shape) < p0).astype(float)
    q = visible_given_hidden(h0, W, b)
    v1 = (rng.random(q.shape) < q).astype(float)
    p1 = hidden_given_visible(v1, W, c)
    dW = (v0.T @ p0 - v1.T @ p1) / len(v0)
    return dW, (v0 - v1).mean(axis=0), (p0 - p1).mean(axis=0)
