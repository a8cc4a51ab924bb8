import numpy as np


def sigmoid(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-z))


def hidden_given_visible(v, W, c):
    return sigmoid(np.matmul(v, W) + c[None, :])


def visible_given_hidden(h, W, b):
    return sigmoid(np.matmul(h, W.T) + b[None, :])


def cd_1(v0, W, b, c, rng):
    p0 = hidden_given_visible(v0, W, c)
    h0 = np.float64(rng.random(p0.shape) < p0)
    p_visible = visible_given_hidden(h0, W, b)
    v1 = np.float64(rng.random(p_visible.shape) < p_visible)
    p1 = hidden_given_visible(v1, W, c)
    positive = np.einsum("nv,nh->vh", v0, p0)
    negative = np.einsum("nv,nh->vh", v1, p1)
    return (positive - negative) / len(v0), np.mean(v0 - v1, 0), np.mean(p0 - p1, 0)
