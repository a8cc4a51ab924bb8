import numpy as np


class HyperplaneLSH:
    def __init__(self, planes):
        self.planes = planes
        self.x = np.zeros((0, planes.shape[2]))
        self.tables = [{} for _ in range(planes.shape[0])]

    def signatures(self, x):
        tables, bits, d = self.planes.shape
        side = (x @ self.planes.reshape(-1, d).T).reshape(len(x), tables, bits) >= 0
        return (side * 2 ** np.arange(bits, dtype=np.int64)).sum(axis=2)

    def add(self, x):
        start = len(self.x)
        self.x = np.vstack([self.x, x])
        for i, keys in enumerate(self.signatures(x), start):
            for table, key in zip(self.tables, keys):
                table.setdefault(key, []).append(i)

    def query(self, q, k):
        found = []
        for table, key in zip(self.tables, self.signatures(q[np.newaxis])[0]):
            found += table.get(key, [])
        ids = np.unique(np.array(found, dtype=np.int64))
        near = self.x[ids]
        cosine = near @ q / np.linalg.norm(near, axis=1)
        return ids[np.lexsort((ids, -cosine))][:k]
