import numpy as np


def lstm_step(x, h, c, W, U, b):
    """x: (N, D); h, c: (N, H); W: (D, 4H); U: (H, 4H); b: (4H,); blocks i, f, g, o.

    Returns the new (h, c), each (N, H)."""
    return h, c
