import numpy as np


class RPTree:
    """x: (n, d); a node of more than leaf_size points is halved along a random direction."""

    def __init__(self, x, leaf_size, rng):
        self.x, self.leaf_size, self.rng = x, leaf_size, rng
        self.found = []
        self.root = self.grow(np.arange(len(x)))

    def grow(self, ids):
        """A leaf is its ids; any other node is (w, threshold, left, right)."""
        if len(ids) <= self.leaf_size:
            self.found.append(ids)
            return ids
        w = self.rng.normal(size=self.x.shape[1])
        t = self.x[ids] @ w
        order, half = np.argsort(t), len(ids) // 2  # by rank: equal points are shared out too
        below, above = order[:half], order[half:]
        threshold = (t[below].max() + t[above].min()) / 2
        return w, threshold, self.grow(ids[below]), self.grow(ids[above])

    def leaves(self):
        """The ids in each leaf, a list of integer arrays."""
        return self.found

    def query(self, q, k):
        """The ids of the at most k nearest points in the leaf that q (d,) falls into."""
        node = self.root
        while isinstance(node, tuple):
            w, threshold, left, right = node
            node = left if q @ w < threshold else right
        distance = ((self.x[node] - q) ** 2).sum(axis=1)
        return node[np.lexsort((node, distance))[:k]]
