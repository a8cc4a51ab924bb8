import numpy as np


def weighted_bce(z, y, pos_weight):
    a, b = pos_weight * y, 1 - y
    pos, neg = np.logaddexp(0, -z), np.logaddexp(0, z)
    return float((a * pos + b * neg).mean()), b * np.exp(-pos) - a * np.exp(-neg)
