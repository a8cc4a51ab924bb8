import math

import numpy as np


def gelu(x, approximate=False):
    """x: float64 array, any shape. Returns x Phi(x), or its tanh approximation."""
    if approximate:
        gate = np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))
    else:
        gate = np.vectorize(math.erf)(x / math.sqrt(2))
    return x * (1 + gate) / 2


def silu(x):
    """x: float64 array, any shape. Returns x sigmoid(x)."""
    t = np.exp(-np.abs(x))
    return x * np.where(x < 0, t, 1) / (1 + t)


def mish(x):
    """x: float64 array, any shape. Returns x tanh(softplus(x))."""
    return x * np.tanh(np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x))))
