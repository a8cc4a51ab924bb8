import numpy as np


def init_weight(shape, scheme, rng):
    if len(shape) < 2 or scheme not in ("xavier_uniform", "xavier_normal", "he_uniform", "he_normal"):
        raise ValueError
    field = int(np.prod(shape[2:]))
    fan_in, fan_out = shape if len(shape) == 2 else (shape[1] * field, shape[0] * field)
    std = np.sqrt(2 / fan_in if scheme.startswith("he") else 2 / (fan_in + fan_out))
    if scheme.endswith("normal"):
        return rng.normal(0, std, shape)
    return rng.uniform(-std, std, shape)
