import numpy as np


class RPTree:
    def __init__(self, x, leaf_size, rng):
        self.x = np.asarray(x)
        self.splits, self.members = {}, {}
        waiting = [(1, np.arange(len(self.x)))]
        while waiting:
            name, ids = waiting.pop()
            if ids.size <= leaf_size:
                self.members[name] = np.sort(ids)
                continue
            w = rng.standard_normal(self.x.shape[1])
            w /= np.linalg.norm(w)
            t = self.x[ids] @ w
            half = ids.size // 2
            order = np.argpartition(t, (half - 1, half))
            cut = 0.5 * (t[order[half - 1]] + t[order[half]])
            self.splits[name] = (w, cut)
            waiting.append((2 * name, ids[order[:half]]))
            waiting.append((2 * name + 1, ids[order[half:]]))

    def leaves(self):
        return list(self.members.values())

    def query(self, q, k):
        name = 1
        while name in self.splits:
            w, cut = self.splits[name]
            name = 2 * name + int(np.dot(w, q) >= cut)
        ids = self.members[name]
        order = np.argsort(np.linalg.norm(self.x[ids] - q, axis=1), kind="stable")
        return ids[order][:k]
