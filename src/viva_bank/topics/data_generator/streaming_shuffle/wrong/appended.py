def shuffle_stream(items, buffer_size, rng):
    if buffer_size < 1:
        raise ValueError
    buffer = []
    for item in items:
        buffer.append(item)
        if len(buffer) > buffer_size:
            yield buffer.pop(rng.integers(len(buffer)))    # the new item may leave at once
    while buffer:
        yield buffer.pop(rng.integers(len(buffer)))
