import numpy as np


def batch_norm(x, gamma, beta, eps=1e-5):
    if len(x) < 2:
        raise ValueError("batch too small")
    out = np.empty_like(x)
    for d in range(x.shape[1]):
        column = x[:, d]
        mu = sum(column) / len(column)
        var = sum((v - mu) ** 2 for v in column) / len(column)
        out[:, d] = gamma[d] * (column - mu) / (var + eps) ** 0.5 + beta[d]
    return out
