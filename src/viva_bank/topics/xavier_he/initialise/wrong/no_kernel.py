import numpy as np


def init_weight(shape, scheme, rng):
    if len(shape) < 2 or scheme not in ("xavier_uniform", "xavier_normal", "he_uniform", "he_normal"):
        raise ValueError
    fan_in, fan_out = shape[:2] if len(shape) == 2 else (shape[1], shape[0])
    var = 2 / fan_in if scheme.startswith("he") else 2 / (fan_in + fan_out)
    if scheme.endswith("normal"):
        return rng.normal(0, np.sqrt(var), shape)
    return rng.uniform(-np.sqrt(3 * var), np.sqrt(3 * var), shape)
