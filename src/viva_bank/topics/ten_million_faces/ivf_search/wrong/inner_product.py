import numpy as np


class IVF:

    def __init__(self, centroids):
        self.centroids = centroids
        self.lists = [[] for _ in centroids]
        self.x = np.empty((0, centroids.shape[1]))

    def add(self, x):
        distances = -(x @ self.centroids.T)
        for i, c in enumerate(distances.argmin(axis=1), start=len(self.x)):
            self.lists[c].append(i)
        self.x = np.vstack([self.x, x])

    def search(self, q, k, nprobe):
        near = np.argsort(-(self.centroids @ q), kind="stable")[:nprobe]
        ids = np.array(sorted(i for c in near for i in self.lists[c]), dtype=np.int64)
        d = ((self.x[ids] - q) ** 2).sum(axis=1)
        best = np.argsort(d, kind="stable")[:k]
        return ids[best], d[best]
