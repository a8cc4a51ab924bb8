import numpy as np


def group_norm(x, gamma, beta, groups, eps=1e-5):
    """x: (N, C, H, W); gamma, beta: (C,). Returns y: (N, C, H, W)."""
    return x
