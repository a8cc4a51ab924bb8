import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv2d(x, w, b, stride=1, padding=0):
    # one 2-D kernel a filter, slid over the sum of the channels
    x = np.pad(x.sum(axis=1), ((0, 0), (padding, padding), (padding, padding)))
    kernel = w.mean(axis=1)
    patches = sliding_window_view(x, kernel.shape[1:], axis=(1, 2))[:, ::stride, ::stride]
    y = np.einsum("nijpq,kpq->nkij", patches, kernel)
    return y + b[:, None, None]
