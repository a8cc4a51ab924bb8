import numpy as np

BOUND = {
    "xavier_uniform": lambda i, o: np.sqrt(6 / (i + o)),
    "xavier_normal": lambda i, o: np.sqrt(2 / (i + o)),
    "he_uniform": lambda i, o: np.sqrt(6 / i),
    "he_normal": lambda i, o: np.sqrt(2 / i),
}


def init_weight(shape, scheme, rng):
    if scheme not in BOUND or len(shape) < 2:
        raise ValueError(f"{scheme}, {shape}")
    n = int(np.prod(shape))
    if len(shape) > 2:
        fan_in, fan_out = n // shape[0], n // shape[1]
    else:
        fan_in, fan_out = shape
    scale = BOUND[scheme](fan_in, fan_out)
    if scheme.endswith("normal"):
        return scale * rng.standard_normal(shape)
    return scale * (2 * rng.random(shape) - 1)
