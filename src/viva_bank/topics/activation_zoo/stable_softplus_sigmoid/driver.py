"""Each function under its own name, with NumPy's overflow warnings as errors."""

import numpy as np


def _strictly(function, args, kwargs):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        return function(*args, **kwargs)


def sigmoid(answer, *args, **kwargs):
    return _strictly(answer.sigmoid, args, kwargs)


def softplus(answer, *args, **kwargs):
    return _strictly(answer.softplus, args, kwargs)
