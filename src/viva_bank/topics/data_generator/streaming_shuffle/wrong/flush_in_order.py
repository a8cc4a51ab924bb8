def shuffle_stream(items, buffer_size, rng):
    if buffer_size < 1:
        raise ValueError
    buffer = []
    for item in items:
        if len(buffer) < buffer_size:
            buffer.append(item)
            continue
        i = rng.integers(buffer_size)
        yield buffer[i]
        buffer[i] = item
    yield from buffer
