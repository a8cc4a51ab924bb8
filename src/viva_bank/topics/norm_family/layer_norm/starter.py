import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    """x: (*leading, *features); gamma, beta: (*features,). Returns y, of the shape of x."""
    return gamma * x + beta
