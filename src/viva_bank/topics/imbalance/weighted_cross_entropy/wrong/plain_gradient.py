import numpy as np


def weighted_bce(z, y, pos_weight):
    pos, neg = np.logaddexp(0, -z), np.logaddexp(0, z)
    loss = float((pos_weight * y * pos + (1 - y) * neg).mean())
    return loss, (np.exp(-pos) - y) / z.size
