from collections import defaultdict

import numpy as np


class HyperplaneLSH:
    """planes: (L, B, d), the normals of B hyperplanes for each of L tables."""

    def __init__(self, planes):
        self.planes = planes
        self.units = []  # normalised, so that a cosine is a dot product
        self.tables = [defaultdict(list) for _ in planes]

    def signatures(self, x):
        """(n, d) → integers (n, L); bit j is 1 if planes[l, j] · x >= 0."""
        bits = np.einsum("nd,lbd->nlb", x, self.planes) >= 0
        return bits @ (1 << np.arange(bits.shape[2]))

    def add(self, x):
        """Stores the rows of x (n, d) under the next ids."""
        for row, keys in zip(x, self.signatures(x)):
            for table, key in zip(self.tables, keys):
                table[int(key)].append(len(self.units))
            self.units.append(row / np.linalg.norm(row))

    def query(self, q, k):
        """The ids of the at most k best candidates for q (d,), by cosine."""
        keys = self.signatures(q[None])[0]
        found = {i for table, key in zip(self.tables, keys) for i in table.get(int(key), [])}
        ids = np.array(sorted(found), dtype=np.int64)
        cosine = np.array([self.units[i] @ q for i in ids])
        return ids[np.argsort(-cosine, kind="stable")[:k]]
