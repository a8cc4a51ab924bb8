import numpy as np


def cross_entropy(logits, labels):
    losses, grads = [], []
    for z, y in zip(logits, labels):
        lse = np.logaddexp.reduce(z)
        losses.append(lse - z[y])
        grads.append(np.exp(z - lse) - (np.arange(len(z)) == y))
    return np.mean(losses), np.array(grads) / len(logits)
