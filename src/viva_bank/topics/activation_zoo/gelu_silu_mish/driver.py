"""Each function under its own name, with NumPy's overflow warnings as errors."""

import numpy as np


def _strictly(function, args, kwargs):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        return function(*args, **kwargs)


def gelu(answer, *args, **kwargs):
    return _strictly(answer.gelu, args, kwargs)


def silu(answer, *args, **kwargs):
    return _strictly(answer.silu, args, kwargs)


def mish(answer, *args, **kwargs):
    return _strictly(answer.mish, args, kwargs)
