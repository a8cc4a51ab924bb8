def shuffle_stream(items, buffer_size, rng):
    if buffer_size < 1:
        raise ValueError
    buffer = []
    for item in items:
        if len(buffer) < buffer_size:
            buffer.append(item)
            continue
        yield buffer[rng.integers(buffer_size)]
        buffer[rng.integers(buffer_size)] = item
    rng.shuffle(buffer)
    yield from buffer
