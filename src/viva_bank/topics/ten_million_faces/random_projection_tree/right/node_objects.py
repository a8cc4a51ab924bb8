import numpy as np


class Node:
    def __init__(self, x, ids, leaf_size, rng):
        self.ids, self.left, self.right = ids, None, None
        if len(ids) <= leaf_size:
            return
        self.w = rng.normal(size=x.shape[1])
        ranked = sorted(ids, key=lambda i: x[i] @ self.w)
        half = len(ids) // 2
        self.cut = (x[ranked[half - 1]] @ self.w + x[ranked[half]] @ self.w) / 2
        self.left = Node(x, ranked[:half], leaf_size, rng)
        self.right = Node(x, ranked[half:], leaf_size, rng)

    def leaves(self):
        if self.left is None:
            return [np.array(self.ids, dtype=int)]
        return self.left.leaves() + self.right.leaves()


class RPTree:
    def __init__(self, x, leaf_size, rng):
        self.x = x
        self.root = Node(x, list(range(len(x))), leaf_size, rng)

    def leaves(self):
        return self.root.leaves()

    def query(self, q, k):
        node = self.root
        while node.left is not None:
            node = node.left if node.w @ q < node.cut else node.right
        nearest = sorted(node.ids, key=lambda i: (((self.x[i] - q) ** 2).sum(), i))
        return np.array(nearest[:k], dtype=int)
