import numpy as np


def relu_backward(dy, x):
    """dy, x: the same shape. Returns dL/dx."""
    return dy


def leaky_relu_backward(dy, x, a=0.01):
    """dy, x: the same shape. Returns dL/dx."""
    return dy


def elu_backward(dy, x, alpha=1.0):
    """dy, x: the same shape. Returns dL/dx."""
    return dy


def prelu_backward(dy, x, a):
    """dy, x: (N, C) or (N, C, H, W); a: (C,). Returns (dx, da)."""
    return dy, a
