import numpy as np


def weight_norm(v, g):
    return np.array([length * row / np.linalg.norm(row) for row, length in zip(v, g)])


def weight_norm_backward(dW, v, g):
    dv, dg = np.zeros_like(v), np.zeros_like(g)
    for u, row in enumerate(v):
        n = np.linalg.norm(row)
        unit = row / n
        dg[u] = dW[u] @ unit
        dv[u] = g[u] / n * (np.eye(len(row)) - np.outer(unit, unit)) @ dW[u]
    return dv, dg
