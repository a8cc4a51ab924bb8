import numpy as np


class Batches:
    """Shuffled batches of the indices 0 … n−1; each `for` over it is one epoch."""

    def __init__(self, n, batch_size, seed, drop_last=False):
        if n < 1 or batch_size < 1:
            raise ValueError(f"n is {n}, batch_size {batch_size}")
        self.n, self.batch_size, self.seed = n, batch_size, seed
        self.end = n - n % batch_size if drop_last else n
        self.epoch, self.offset = 0, 0

    def __iter__(self):
        # The order is a function of (seed, epoch), so that two numbers are the whole state.
        order = np.random.default_rng([self.seed, self.epoch]).permutation(self.n)
        while self.offset < self.end:
            start = self.offset
            self.offset = min(start + self.batch_size, self.end)
            yield order[start : self.offset]
        self.epoch, self.offset = self.epoch + 1, 0

    def state(self):
        return {"epoch": self.epoch, "offset": self.offset}

    def restore(self, state):
        self.epoch, self.offset = state["epoch"], state["offset"]
