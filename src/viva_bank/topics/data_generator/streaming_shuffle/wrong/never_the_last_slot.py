def shuffle_stream(items, buffer_size, rng):
    if buffer_size < 1:
        raise ValueError
    buffer = []
    for item in items:
        if len(buffer) < buffer_size:
            buffer.append(item)
            continue
        i = rng.integers(0, max(1, buffer_size - 1))     # high is exclusive already
        yield buffer[i]
        buffer[i] = item
    rng.shuffle(buffer)
    yield from buffer
