import numpy as np


def weighted_bce(z, y, pos_weight):
    """z, y: arrays of one shape. Returns (loss, dz): a float and an array like z."""
    a = pos_weight * y
    b = 1 - y
    pos, neg = np.logaddexp(0, -z), np.logaddexp(0, z)
    loss = float(np.mean(a * pos + b * neg))
    dz = (b * np.exp(-pos) - a * np.exp(-neg)) / z.size
    return loss, dz
