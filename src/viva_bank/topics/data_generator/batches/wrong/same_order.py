import numpy as np


class Batches:
    def __init__(self, n, batch_size, seed, drop_last=False):
        if n < 1 or batch_size < 1:
            raise ValueError
        self.b = batch_size
        self.order = np.random.default_rng(seed).permutation(n)
        self.end = n - n % batch_size if drop_last else n
        self.at = 0

    def __iter__(self):
        while self.at < self.end:
            start, self.at = self.at, min(self.at + self.b, self.end)
            yield self.order[start:self.at]
        self.at = 0

    def state(self):
        return self.at

    def restore(self, state):
        self.at = state
