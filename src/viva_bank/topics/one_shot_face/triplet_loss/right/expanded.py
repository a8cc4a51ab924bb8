import numpy as np


def triplet_loss(a, p, n, margin):
    to_p, to_n = a - p, a - n
    gap = np.einsum("nd,nd->n", to_p, to_p) - np.einsum("nd,nd->n", to_n, to_n) + margin
    active = gap > 0
    scale = 2.0 / a.shape[0]
    dp = np.where(active[:, None], -scale * to_p, 0).astype(a.dtype)
    dn = np.where(active[:, None], scale * to_n, 0).astype(a.dtype)
    return gap[active].sum() / a.shape[0], -(dp + dn), dp, dn
