import numpy as np


def softmax(x, axis=-1):
    rows = np.moveaxis(x, axis, -1)
    out = np.empty(rows.shape)
    for place in np.ndindex(rows.shape[:-1]):
        e = np.exp(rows[place] - max(rows[place]))
        out[place] = e / sum(e)
    return np.moveaxis(out, -1, axis)
