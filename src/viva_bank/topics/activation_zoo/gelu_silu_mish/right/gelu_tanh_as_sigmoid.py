import math

import numpy as np


def _sigmoid(x):
    # below −700 the value is 0 for any purpose here
    return 1 / (1 + np.exp(-np.maximum(x, -700)))


def gelu(x, approximate=False):
    if approximate:
        return x * _sigmoid(2 * math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))
    erf = np.frompyfunc(math.erf, 1, 1)
    return x * (0.5 + 0.5 * erf(x / 2**0.5).astype(float))


def silu(x):
    return x * _sigmoid(x)


def mish(x):
    # tanh(log s) = (s² − 1) / (s² + 1) with s = 1 + e^x, written with e^−|x|
    t = np.exp(-np.abs(x))
    right = (1 + 2 * t) / (1 + 2 * t + 2 * t * t)
    left = (t * t + 2 * t) / (t * t + 2 * t + 2)
    return x * np.where(x > 0, right, left)
