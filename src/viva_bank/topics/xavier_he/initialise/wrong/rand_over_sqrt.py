import numpy as np


def init_weight(shape, scheme, rng):
    # the one that circulates: uniform on [0, 1), and He's constant
    if len(shape) < 2 or scheme not in ("xavier_uniform", "xavier_normal", "he_uniform", "he_normal"):
        raise ValueError
    fan_in = shape[0] if len(shape) == 2 else np.prod(shape[1:])
    return rng.random(shape) / np.sqrt(fan_in / 2)
