import numpy as np


def maxout(x, W, b):
    z = np.einsum("nd,jdm->njm", x, W) + b
    return np.max(z, axis=1)


def maxout_backward(dh, x, W, b):
    z = np.einsum("nd,jdm->njm", x, W) + b
    dz = np.zeros_like(z)
    np.put_along_axis(dz, z.argmax(axis=1)[:, None], dh[:, None], axis=1)
    return np.einsum("njm,jdm->nd", dz, W), np.einsum("nd,njm->jdm", x, dz), dz.sum(axis=0)
