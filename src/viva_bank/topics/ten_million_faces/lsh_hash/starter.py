import numpy as np


class HyperplaneLSH:
    """planes: (L, B, d), the normals of B hyperplanes for each of L tables."""

    def __init__(self, planes):
        self.planes = planes

    def signatures(self, x):
        """(n, d) → integers (n, L); bit j is 1 if planes[l, j] · x >= 0."""
        return np.zeros((len(x), len(self.planes)), dtype=np.int64)

    def add(self, x):
        """Stores the rows of x (n, d) under the next ids."""

    def query(self, q, k):
        """The ids of the at most k best candidates for q (d,), by cosine."""
        return np.zeros(0, dtype=np.int64)
