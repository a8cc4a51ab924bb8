import numpy as np


def cross_entropy(logits, labels):
    n, k = logits.shape
    t = np.zeros((n, k))
    t[np.arange(n), labels] = 1
    top = logits.max(axis=1)
    e = np.exp(logits - top[:, None])
    total = e.sum(axis=1)
    loss = (top + np.log(total) - (t * logits).sum(axis=1)).sum() / n
    return float(loss), (e / total[:, None] - t) / n
