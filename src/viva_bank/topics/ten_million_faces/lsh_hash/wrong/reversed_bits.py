from collections import defaultdict

import numpy as np


class HyperplaneLSH:

    def __init__(self, planes):
        self.planes = planes
        self.units = []
        self.tables = [defaultdict(list) for _ in planes]

    def signatures(self, x):
        bits = np.einsum("nd,lbd->nlb", x, self.planes) >= 0
        return bits @ (1 << np.arange(bits.shape[2])[::-1])

    def add(self, x):
        for row, keys in zip(x, self.signatures(x)):
            for table, key in zip(self.tables, keys):
                table[int(key)].append(len(self.units))
            self.units.append(row / np.linalg.norm(row))

    def query(self, q, k):
        keys = self.signatures(q[None])[0]
        found = {i for table, key in zip(self.tables, keys) for i in table.get(int(key), [])}
        ids = np.array(sorted(found), dtype=np.int64)
        cosine = np.array([self.units[i] @ q for i in ids])
        return ids[np.argsort(-cosine, kind="stable")[:k]]
