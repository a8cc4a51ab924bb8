from functools import reduce


def pair(a, b):
    if len(a) < len(b):
        a, b = b, a
    b = (1,) * (len(a) - len(b)) + b
    out = ()
    for x, y in zip(a, b):
        if x != y and x != 1 and y != 1:
            raise ValueError((a, b))
        out += (y if x == 1 else x,)
    return out


def broadcast_shape(*shapes):
    return reduce(pair, shapes, ())
