class shuffle_stream:  # noqa: N801
    def __init__(self, items, buffer_size, rng):
        if buffer_size < 1:
            raise ValueError(buffer_size)
        self.items, self.size, self.rng = iter(items), buffer_size, rng
        self.held, self.open = [], True

    def __iter__(self):
        return self

    def __next__(self):
        while self.open and len(self.held) < self.size:
            try:
                self.held.append(next(self.items))
            except StopIteration:
                self.open = False
        if not self.held:
            raise StopIteration
        return self.held.pop(int(self.rng.integers(len(self.held))))
