def broadcast_shape(*shapes):
    result = []
    for sizes in zip(*(s[::-1] for s in shapes)):       # stops at the shortest
        other = set(sizes) - {1}
        if len(other) > 1:
            raise ValueError(shapes)
        result.append(other.pop() if other else 1)
    return tuple(reversed(result))
