import numpy as np


def einsum(rule, *operands):
    left, output = rule.split("->")
    terms = left.split(",")
    if len(terms) != len(operands):
        raise ValueError(rule)
    sizes = {}
    for t, x in zip(terms, operands):
        if len(t) != x.ndim:
            raise ValueError(t)
        for c, n in zip(t, x.shape):
            if sizes.setdefault(c, n) != n:
                raise ValueError(c)
    letters = list(output) + [c for c in sizes if c not in output]
    out = np.zeros([sizes[c] for c in output])
    for index in np.ndindex(*(sizes[c] for c in letters)):
        at = dict(zip(letters, index))
        value = operands[0][tuple(at[c] for c in terms[0])]
        if len(operands) > 1:
            value *= operands[1][tuple(at[c] for c in terms[1])]
        out[tuple(at[c] for c in output)] += value
    return out
