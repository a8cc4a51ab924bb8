import numpy as np


class Batches:
    def __init__(self, n, batch_size, seed, drop_last=False):
        self.n, self.b, self.seed = n, batch_size, seed
        self.epoch = self.k = 0

    def __iter__(self):
        order = np.random.default_rng([self.seed, self.epoch]).permutation(self.n)
        while self.k < self.n // self.b:
            self.k += 1
            yield order[(self.k - 1) * self.b:self.k * self.b]
        self.epoch, self.k = self.epoch + 1, 0

    def state(self):
        return [self.epoch, self.k]

    def restore(self, state):
        self.epoch, self.k = state
