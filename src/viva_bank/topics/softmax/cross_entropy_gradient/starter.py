import numpy as np


def cross_entropy(logits, labels):
    """logits: (N, K); labels: (N,) ints. Returns (mean loss, gradient of the logits (N, K))."""
    return 0.0, logits
