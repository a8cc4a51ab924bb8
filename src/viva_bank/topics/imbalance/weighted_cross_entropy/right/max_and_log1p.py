import numpy as np


def weighted_bce(z, y, pos_weight):
    # The way PyTorch writes it.
    weight = 1 + (pos_weight - 1) * y
    softplus = np.log1p(np.exp(-np.abs(z))) + np.maximum(-z, 0)
    loss = (1 - y) * z + weight * softplus
    e = np.exp(-np.abs(z))
    s = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    return loss.mean(), (weight * s - pos_weight * y) / z.size
