from itertools import zip_longest


def broadcast_shape(*shapes):
    """shapes: tuples of ints >= 0. Returns the common shape; ValueError if there is none."""
    result = []
    for sizes in zip_longest(*(shape[::-1] for shape in shapes), fillvalue=1):
        stretched = set(sizes) - {1}
        if len(stretched) > 1:
            raise ValueError(f"{shapes} do not broadcast together")
        result.append(stretched.pop() if stretched else 1)
    return tuple(result[::-1])
