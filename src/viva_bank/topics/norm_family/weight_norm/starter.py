import numpy as np


def weight_norm(v, g):
    """v: (U, D); g: (U,). Returns W: (U, D), whose row u has length |g_u|."""
    return v


def weight_norm_backward(dW, v, g):
    """dW, v: (U, D); g: (U,). Returns (dv, dg): (U, D), (U,)."""
    return dW, g
