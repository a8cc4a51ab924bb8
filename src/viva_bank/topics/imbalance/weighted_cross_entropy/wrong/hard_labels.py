import numpy as np


def weighted_bce(z, y, pos_weight):
    weight = np.where(y == 1, pos_weight, 1.0)
    loss = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    s = np.exp(-np.logaddexp(0, -z))
    return float((weight * loss).mean()), weight * (s - y) / z.size
