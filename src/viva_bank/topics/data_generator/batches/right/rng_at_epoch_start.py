import numpy as np


class Batches:
    """One running generator; its state at the start of the epoch is what is saved."""

    def __init__(self, n, batch_size, seed, drop_last=False):
        if n < 1 or batch_size < 1:
            raise ValueError("too small")
        self.n, self.b, self.drop = n, batch_size, drop_last
        self.rng = np.random.default_rng(seed)
        self.begin = self.rng.bit_generator.state
        self.done = 0

    def __iter__(self):
        self.rng.bit_generator.state = self.begin
        order = self.rng.permutation(self.n)
        parts = [order[i : i + self.b] for i in range(0, self.n, self.b)]
        if self.drop and len(parts[-1]) < self.b:
            parts.pop()
        while self.done < len(parts):
            self.done += 1
            yield parts[self.done - 1]
        self.begin, self.done = self.rng.bit_generator.state, 0

    def state(self):
        s = self.begin["state"]
        return [self.done, hex(s["state"]), hex(s["inc"]),
                self.begin["has_uint32"], self.begin["uinteger"]]  # fmt: skip

    def restore(self, state):
        self.done, s, inc, has, value = state
        self.begin = {"bit_generator": "PCG64", "state": {"state": int(s, 16), "inc": int(inc, 16)},
                      "has_uint32": has, "uinteger": value}  # fmt: skip
