def broadcast_shape(*shapes):
    rank = max((len(s) for s in shapes), default=0)
    result = [1] * rank
    for shape in shapes:
        for i in range(1, len(shape) + 1):
            size = shape[-i]
            if result[-i] == 1:
                result[-i] = size
            elif size not in (1, result[-i]):
                raise ValueError("shapes do not match")
    return tuple(result)
