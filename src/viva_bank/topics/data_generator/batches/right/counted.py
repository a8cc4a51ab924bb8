import math

import numpy as np


class Batches:
    """Counts batches over all epochs: one number is the state."""

    def __init__(self, n, batch_size, seed, drop_last=False):
        if min(n, batch_size) < 1:
            raise ValueError("need at least one")
        self.args = (n, batch_size, seed)
        self.per_epoch = n // batch_size if drop_last else math.ceil(n / batch_size)
        self.count = 0

    def __iter__(self):
        n, b, seed = self.args
        if self.per_epoch == 0:
            return
        epoch = self.count // self.per_epoch
        mixed = np.random.SeedSequence(entropy=seed, spawn_key=(epoch,))
        order = np.random.default_rng(mixed).permutation(n)
        for k in range(self.count % self.per_epoch, self.per_epoch):
            self.count += 1
            yield order[k * b : (k + 1) * b]

    def state(self):
        return self.count

    def restore(self, state):
        self.count = state
