import numpy as np


class HyperplaneLSH:
    def __init__(self, planes):
        self.planes = planes
        self.x = []
        self.buckets = {}

    def signatures(self, x):
        out = np.empty((len(x), len(self.planes)), dtype=np.int64)
        for table, normals in enumerate(self.planes):
            side = (x @ normals.T) >= 0
            out[:, table] = [sum(1 << j for j, s in enumerate(row) if s) for row in side]
        return out

    def add(self, x):
        for row, keys in zip(x, self.signatures(x)):
            for place in enumerate(keys.tolist()):
                self.buckets.setdefault(place, set()).add(len(self.x))
            self.x.append(row)

    def query(self, q, k):
        found = set()
        for place in enumerate(self.signatures(q.reshape(1, -1))[0].tolist()):
            found |= self.buckets.get(place, set())

        def worse(i):
            v = self.x[i]
            return -(v @ q) / (np.linalg.norm(v) * np.linalg.norm(q)), i

        return np.array(sorted(found, key=worse)[:k], dtype=int)
