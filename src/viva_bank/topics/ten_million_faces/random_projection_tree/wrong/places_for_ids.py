import numpy as np


class RPTree:

    def __init__(self, x, leaf_size, rng):
        self.x, self.leaf_size, self.rng = x, leaf_size, rng
        self.found = []
        self.root = self.grow(np.arange(len(x)))

    def grow(self, ids):
        if len(ids) <= self.leaf_size:
            self.found.append(ids)
            return ids
        w = self.rng.normal(size=self.x.shape[1])
        t = self.x[ids] @ w
        order, half = np.argsort(t), len(ids) // 2
        below, above = order[:half], order[half:]
        threshold = (t[below].max() + t[above].min()) / 2
        return w, threshold, self.grow(below), self.grow(above)

    def leaves(self):
        return self.found

    def query(self, q, k):
        node = self.root
        while isinstance(node, tuple):
            w, threshold, left, right = node
            node = left if q @ w < threshold else right
        distance = ((self.x[node] - q) ** 2).sum(axis=1)
        return node[np.lexsort((node, distance))[:k]]
