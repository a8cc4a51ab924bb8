import numpy as np


class Batches:
    def __init__(self, n, batch_size, seed, drop_last=False):
        if n < 1 or batch_size < 1:
            raise ValueError
        self.n, self.b, self.seed = n, batch_size, seed
        self.end = n - n % batch_size if drop_last else n
        self.epoch = self.at = 0

    def __iter__(self):
        order = np.random.default_rng([self.seed, self.epoch]).permutation(self.n)
        while self.at < self.end:
            yield order[self.at:min(self.at + self.b, self.end)]
            self.at += self.b            # only when the next batch is asked for
        self.epoch, self.at = self.epoch + 1, 0

    def state(self):
        return [self.epoch, self.at]

    def restore(self, state):
        self.epoch, self.at = state
