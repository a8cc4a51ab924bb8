def broadcast_shape(*shapes):
    """shapes: tuples of ints >= 0. Returns the common shape; ValueError if there is none."""
    return ()
