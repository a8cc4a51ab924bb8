import math

import numpy as np


def gelu(x, approximate=False):
    """x: float64 array, any shape. Returns x Phi(x), or its tanh approximation."""
    return x


def silu(x):
    """x: float64 array, any shape. Returns x sigmoid(x)."""
    return x


def mish(x):
    """x: float64 array, any shape. Returns x tanh(softplus(x))."""
    return x
