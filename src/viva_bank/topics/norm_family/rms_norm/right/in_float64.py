import numpy as np


def rms_norm(x, gamma, eps=1e-6):
    rows = x.reshape(-1, x.shape[-1]).astype(np.float64)
    out = [gamma * row / np.sqrt(np.mean(row * row) + eps) for row in rows]
    return np.array(out).reshape(x.shape).astype(x.dtype)
