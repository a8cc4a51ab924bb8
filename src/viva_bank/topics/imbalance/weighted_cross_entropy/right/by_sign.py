import math

import numpy as np


def weighted_bce(z, y, pos_weight):
    total, dz = 0.0, np.empty(z.shape)
    for i in np.ndindex(z.shape):
        t, label = float(z[i]), float(y[i])
        small = math.exp(-abs(t))
        tail = math.log1p(small)
        pos, neg = (tail, t + tail) if t > 0 else (tail - t, tail)
        s = 1 / (1 + small) if t > 0 else small / (1 + small)
        total += pos_weight * label * pos + (1 - label) * neg
        dz[i] = ((1 - label) * s - pos_weight * label * (1 - s)) / z.size
    return total / z.size, dz
