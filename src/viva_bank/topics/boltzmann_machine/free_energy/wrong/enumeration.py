import itertools

import numpy as np


def free_energy(v, W, b, c):
    total = np.zeros(len(v))
    for h in itertools.product((0.0, 1.0), repeat=len(c)):
        h = np.array(h)
        total += np.exp(v @ W @ h + v @ b + h @ c)
    return -np.log(total)
