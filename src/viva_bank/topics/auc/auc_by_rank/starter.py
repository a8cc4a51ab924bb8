import numpy as np


def auc(y, score):
    """y: (n,) of 0 and 1; score: (n,) floats. Returns a float in [0, 1]; ties count half."""
    return 0.5
