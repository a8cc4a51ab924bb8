import numpy as np


def log_softmax(x, axis=-1):
    rows = np.moveaxis(np.array(x, dtype=float), axis, -1)
    top = rows.max(-1)[..., None]
    out = rows - (top + np.log(np.exp(rows - top).sum(-1))[..., None])
    return np.moveaxis(out, -1, axis)
