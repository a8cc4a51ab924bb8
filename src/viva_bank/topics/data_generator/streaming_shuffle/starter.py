def shuffle_stream(items, buffer_size, rng):
    """items: any iterable. Yields each item once, shuffled through a buffer of buffer_size."""
    yield from ()
