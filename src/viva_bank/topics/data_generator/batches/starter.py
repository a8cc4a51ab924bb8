import numpy as np


class Batches:
    """Shuffled batches of the indices 0 … n−1; each `for` over it is one epoch."""

    def __init__(self, n, batch_size, seed, drop_last=False):
        self.n, self.batch_size = n, batch_size

    def __iter__(self):
        yield np.arange(self.n)

    def state(self):
        return {}

    def restore(self, state):
        pass
