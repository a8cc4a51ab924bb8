import numpy as np


class Batches:
    def __init__(self, n, batch_size, seed, drop_last=False):
        if n < 1 or batch_size < 1:
            raise ValueError
        self.n, self.b, self.seed = n, batch_size, seed
        self.end = n - n % batch_size if drop_last else n
        self.epoch = 0

    def __iter__(self):
        order = np.random.default_rng([self.seed, self.epoch]).permutation(self.n)
        for s in range(0, self.end, self.b):
            yield order[s:min(s + self.b, self.end)]
        self.epoch += 1

    def state(self):
        return {"epoch": self.epoch}

    def restore(self, state):
        self.epoch = state["epoch"]
