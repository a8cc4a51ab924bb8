import numpy as np


def init_weight(shape, scheme, rng):
    if len(shape) > 2:
        fan_in, fan_out = np.prod(shape[1:]), shape[0] * np.prod(shape[2:])
    else:
        fan_in, fan_out = shape[0], shape[-1]
    std = np.sqrt(2 / fan_in if "he" in scheme else 2 / (fan_in + fan_out))
    if "normal" in scheme:
        return rng.normal(0, std, shape)
    return rng.uniform(-np.sqrt(3) * std, np.sqrt(3) * std, shape)
