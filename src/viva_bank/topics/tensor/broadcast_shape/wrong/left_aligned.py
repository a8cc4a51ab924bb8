from itertools import zip_longest


def broadcast_shape(*shapes):
    result = []
    for sizes in zip_longest(*shapes, fillvalue=1):
        other = set(sizes) - {1}
        if len(other) > 1:
            raise ValueError(shapes)
        result.append(other.pop() if other else 1)
    return tuple(result)
