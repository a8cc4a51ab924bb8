import math

import numpy as np


def softplus(a):
    return a + math.log1p(math.exp(-a)) if a > 0 else math.log1p(math.exp(a))


def free_energy(v, W, b, c):
    out = []
    for row in v:
        out.append(-float(row @ b) - sum(softplus(a) for a in row @ W + c))
    return np.array(out)
