def shuffle_stream(items, buffer_size, rng):
    if buffer_size < 1:
        raise ValueError
    block = []
    for item in items:
        block.append(item)
        if len(block) == buffer_size:
            rng.shuffle(block)
            yield from block
            block = []
    rng.shuffle(block)
    yield from block
