import numpy as np


def batch_norm(x, gamma, beta, eps=1e-5):
    """x: (N, D); gamma, beta: (D,). Returns y: (N, D), normalised over the batch."""
    if len(x) < 2:
        raise ValueError("batch norm needs at least two examples to train")
    centred = x - x.mean(axis=0)
    var = (centred**2).mean(axis=0)
    return gamma * centred / np.sqrt(var + eps) + beta
