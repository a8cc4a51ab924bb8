import numpy as np


class RPTree:
    """x: (n, d); a node of more than leaf_size points is halved along a random direction."""

    def __init__(self, x, leaf_size, rng):
        self.x = x

    def leaves(self):
        """The ids in each leaf, a list of integer arrays."""
        return []

    def query(self, q, k):
        """The ids of the at most k nearest points in the leaf that q (d,) falls into."""
        return np.zeros(0, dtype=np.int64)
