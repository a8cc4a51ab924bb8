from itertools import islice


def shuffle_stream(items, buffer_size, rng):
    if buffer_size < 1:
        raise ValueError
    items = iter(items)
    buffer = list(islice(items, buffer_size))

    def run():
        for item in items:
            i = rng.integers(buffer_size)
            yield buffer[i]
            buffer[i] = item
        rng.shuffle(buffer)
        yield from buffer

    return run()
