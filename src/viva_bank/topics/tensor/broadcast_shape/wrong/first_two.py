def broadcast_shape(*shapes):
    a, b = shapes[0], shapes[1]
    n = max(len(a), len(b))
    a, b = (1,) * (n - len(a)) + a, (1,) * (n - len(b)) + b
    out = []
    for x, y in zip(a, b):
        if x != y and 1 not in (x, y):
            raise ValueError(shapes)
        out.append(y if x == 1 else x)
    return tuple(out)
