import numpy as np


class IVF:
    def __init__(self, centroids):
        self.centroids = np.array(centroids)
        self.home = np.zeros(0, dtype=int)
        self.x = np.zeros((0, self.centroids.shape[1]))

    def _nearest(self, points, count):
        gap = points[:, None, :] - self.centroids[None, :, :]
        return np.argsort(np.einsum("nld,nld->nl", gap, gap), axis=1, kind="stable")[:, :count]

    def add(self, x):
        self.home = np.append(self.home, self._nearest(x, 1)[:, 0])
        self.x = np.concatenate([self.x, x])

    def search(self, q, k, nprobe):
        ids = np.flatnonzero(np.isin(self.home, self._nearest(q[None], nprobe)[0]))
        d = np.sum((self.x[ids] - q) ** 2, axis=-1)
        order = np.lexsort((ids, d))[:k]
        return ids[order], d[order]
