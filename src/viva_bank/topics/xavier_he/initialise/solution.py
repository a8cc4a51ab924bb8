import math

import numpy as np


def init_weight(shape, scheme, rng):
    """shape: (fan_in, fan_out), or (C_out, C_in, *kernel). Returns a float array of it."""
    if len(shape) < 2:
        raise ValueError(f"a weight of shape {shape} has no fans")
    if len(shape) == 2:
        fan_in, fan_out = shape
    else:
        field = math.prod(shape[2:])
        fan_in, fan_out = shape[1] * field, shape[0] * field
    variances = {"xavier": 2 / (fan_in + fan_out), "he": 2 / fan_in}
    family, _, distribution = scheme.partition("_")
    if family not in variances or distribution not in ("uniform", "normal"):
        raise ValueError(f"unknown scheme {scheme!r}")
    std = math.sqrt(variances[family])
    if distribution == "normal":
        return rng.normal(0, std, shape)
    bound = math.sqrt(3) * std
    return rng.uniform(-bound, bound, shape)
