def broadcast_shape(*shapes):
    rank = max((len(s) for s in shapes), default=0)
    padded = [(1,) * (rank - len(s)) + tuple(s) for s in shapes]
    out = []
    for sizes in zip(*padded):
        size = sizes[0]
        for s in sizes[1:]:
            if s != sizes[0] and s != 1 and sizes[0] != 1:
                raise ValueError(shapes)
            if s != 1:
                size = s
        out.append(size)
    return tuple(out)
