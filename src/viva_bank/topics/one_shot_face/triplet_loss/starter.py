import numpy as np


def triplet_loss(a, p, n, margin):
    """a, p, n: (N, D) embeddings. Returns the mean loss and its gradients (N, D) each."""
    return 0.0, np.zeros_like(a), np.zeros_like(p), np.zeros_like(n)
