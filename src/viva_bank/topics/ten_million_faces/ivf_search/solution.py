import numpy as np


class IVF:
    """centroids: (L, d), one inverted list each."""

    def __init__(self, centroids):
        self.centroids = centroids
        self.lists = [[] for _ in centroids]
        self.x = np.empty((0, centroids.shape[1]))

    def add(self, x):
        """Files the rows of x (n, d) under their nearest centroids, with the next ids."""
        distances = ((x[:, None] - self.centroids) ** 2).sum(axis=2)
        for i, c in enumerate(distances.argmin(axis=1), start=len(self.x)):
            self.lists[c].append(i)
        self.x = np.vstack([self.x, x])

    def search(self, q, k, nprobe):
        """q: (d,). Returns ids and squared distances of the k nearest in the probed lists."""
        near = np.argsort(((self.centroids - q) ** 2).sum(axis=1), kind="stable")[:nprobe]
        ids = np.array(sorted(i for c in near for i in self.lists[c]), dtype=np.int64)
        d = ((self.x[ids] - q) ** 2).sum(axis=1)
        best = np.argsort(d, kind="stable")[:k]  # ids ascend, so ties go to the smaller id
        return ids[best], d[best]
