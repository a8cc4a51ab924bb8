def shuffle_stream(items, buffer_size, rng):
    """items: any iterable. Yields each item once, shuffled through a buffer of buffer_size."""
    if buffer_size < 1:
        raise ValueError(f"buffer_size is {buffer_size}")
    buffer = []
    for item in items:
        if len(buffer) < buffer_size:
            buffer.append(item)
            continue
        i = rng.integers(buffer_size)
        yield buffer[i]
        buffer[i] = item
    rng.shuffle(buffer)
    yield from buffer
