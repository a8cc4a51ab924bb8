def shuffle_stream(items, buffer_size, rng):
    if buffer_size < 1:
        raise ValueError
    buffer = []
    for n, item in enumerate(items):
        if n > 5000:
            raise MemoryError("endless")
        buffer.append(item)
    if buffer_size > 1:
        rng.shuffle(buffer)
    yield from buffer
