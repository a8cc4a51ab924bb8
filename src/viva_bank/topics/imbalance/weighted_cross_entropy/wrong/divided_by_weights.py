import numpy as np


def weighted_bce(z, y, pos_weight):
    a, b = pos_weight * y, 1 - y
    pos, neg = np.logaddexp(0, -z), np.logaddexp(0, z)
    total = (a + b).sum()
    return float((a * pos + b * neg).sum() / total), (b * np.exp(-pos) - a * np.exp(-neg)) / total
