import numpy as np


def max_pool_backward(dout, x, size, stride):
    """dout: (N, C, H', W'); x: (N, C, H, W). Returns dx with the shape and dtype of x."""
    return np.zeros_like(x)
