import numpy as np


class IVF:
    """centroids: (L, d), one inverted list each."""

    def __init__(self, centroids):
        self.centroids = centroids

    def add(self, x):
        """Files the rows of x (n, d) under their nearest centroids, with the next ids."""

    def search(self, q, k, nprobe):
        """q: (d,). Returns ids and squared distances of the k nearest in the probed lists."""
        return np.zeros(0, dtype=np.int64), np.zeros(0)
