import heapq
from collections import defaultdict

import numpy as np


class IVF:
    def __init__(self, centroids):
        self.centroids = centroids
        self.lists = defaultdict(list)
        self.count = 0

    def _to_centroids(self, v):
        return [float(((v - c) ** 2).sum()) for c in self.centroids]

    def add(self, x):
        for row in x:
            self.lists[int(np.argmin(self._to_centroids(row)))].append((self.count, row))
            self.count += 1

    def search(self, q, k, nprobe):
        gaps = self._to_centroids(q)
        probed = heapq.nsmallest(nprobe, range(len(gaps)), key=lambda c: (gaps[c], c))
        found = [(float(((v - q) ** 2).sum()), i) for c in probed for i, v in self.lists[c]]
        best = heapq.nsmallest(k, found)
        return [i for _, i in best], [d for d, _ in best]
