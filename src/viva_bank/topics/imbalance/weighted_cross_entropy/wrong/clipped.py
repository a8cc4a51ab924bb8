import numpy as np


def weighted_bce(z, y, pos_weight):
    s = 1 / (1 + np.exp(-np.clip(z, -500, 500)))
    p = np.clip(s, 1e-12, 1 - 1e-12)
    loss = -(pos_weight * y * np.log(p) + (1 - y) * np.log(1 - p)).mean()
    dz = ((1 - y) * s - pos_weight * y * (1 - s)) / z.size
    return float(loss), dz
