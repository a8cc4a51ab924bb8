import numpy as np


def group_norm(x, gamma, beta, groups, eps=1e-5):
    c = x.shape[1]
    if c % groups != 0:
        raise ValueError("groups must divide the channels")
    size = c // groups
    y = np.empty_like(x)
    for n, image in enumerate(x):
        for k in range(groups):
            here = slice(k * size, (k + 1) * size)
            part = image[here]
            x_hat = (part - part.mean()) / np.sqrt(part.var() + eps)
            y[n, here] = gamma[here, None, None] * x_hat + beta[here, None, None]
    return y
