from itertools import zip_longest


def broadcast_shape(*shapes):
    result = []
    for sizes in zip_longest(*(s[::-1] for s in shapes), fillvalue=1):
        size = max(sizes)
        if any(s not in (1, size) for s in sizes if s):
            raise ValueError(shapes)
        result.append(size)
    return tuple(reversed(result))
