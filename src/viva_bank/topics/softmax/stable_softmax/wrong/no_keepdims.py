import numpy as np


def softmax(x, axis=-1):
    e = np.exp((x.T - x.max(axis=axis).T).T if axis == 0 else x - x.max(axis=axis)[..., None])
    return e / e.sum(axis=axis)[..., None]
