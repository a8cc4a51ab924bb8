import numpy as np


def weighted_bce(z, y, pos_weight):
    """z, y: arrays of one shape. Returns (loss, dz): a float and an array like z."""
    return 0.0, np.zeros_like(z)
