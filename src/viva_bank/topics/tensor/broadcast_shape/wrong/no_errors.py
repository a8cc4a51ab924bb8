from itertools import zip_longest


def broadcast_shape(*shapes):
    result = []
    for sizes in zip_longest(*(s[::-1] for s in shapes), fillvalue=1):
        result.append(0 if 0 in sizes else max(sizes))
    return tuple(reversed(result))
