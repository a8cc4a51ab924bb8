import numpy as np


class Batches:
    def __init__(self, n, batch_size, seed, drop_last=False):
        if n < 1 or batch_size < 1:
            raise ValueError
        self.n, self.b = n, batch_size
        self.end = n - n % batch_size if drop_last else n
        self.rng = np.random.default_rng(seed)
        self.at = 0

    def __iter__(self):
        order = self.rng.permutation(self.n)     # lost when the process ends
        while self.at < self.end:
            start, self.at = self.at, min(self.at + self.b, self.end)
            yield order[start:self.at]
        self.at = 0

    def state(self):
        return {"offset": self.at}

    def restore(self, state):
        self.at = state["offset"]
