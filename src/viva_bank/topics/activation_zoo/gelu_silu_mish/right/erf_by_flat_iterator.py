import math

import numpy as np


def gelu(x, approximate=False):
    x = np.asarray(x, dtype=float)
    if approximate:
        return 0.5 * x * (1.0 + np.tanh(np.sqrt(2.0 / np.pi) * x * (1.0 + 0.044715 * x * x)))
    phi = np.array([0.5 * math.erfc(-v / math.sqrt(2)) for v in x.flat]).reshape(x.shape)
    return x * phi


def silu(x):
    return 0.5 * x * (1 + np.tanh(0.5 * x))


def mish(x):
    return x * np.tanh(np.logaddexp(0, x))
