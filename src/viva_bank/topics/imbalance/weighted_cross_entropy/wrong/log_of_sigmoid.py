import numpy as np


def weighted_bce(z, y, pos_weight):
    s = 1 / (1 + np.exp(-z))
    loss = -(pos_weight * y * np.log(s) + (1 - y) * np.log(1 - s)).mean()
    dz = ((1 - y) * s - pos_weight * y * (1 - s)) / z.size
    return float(loss), dz
