import numpy as np


def f_beta(C, beta=1.0, average="macro"):
    """C: (k, k) counts, truth in rows. Returns a float, or (k,) values if average is None."""
    return 0.0
