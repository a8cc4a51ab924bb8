import numpy as np


def top_k(queries, base, k, chunk):
    scores = queries @ base[:].T
    order = np.argsort(-scores, axis=1, kind="stable")[:, :k]
    return order, np.take_along_axis(scores, order, axis=1)
