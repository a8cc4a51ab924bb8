import numpy as np


def einsum(rule, *operands):
    left, output = rule.split("->")
    terms = left.split(",")
    sizes = {}
    for t, x in zip(terms, operands):
        for c, n in zip(t, x.shape):
            sizes[c] = max(n, sizes.get(c, 0))
    letters = list(output) + [c for c in sizes if c not in output]
    out = np.zeros([sizes[c] for c in output])
    for index in np.ndindex(*(sizes[c] for c in letters)):
        at = dict(zip(letters, index))
        value = 1.0
        for t, x in zip(terms, operands):
            value *= x[tuple(min(at[c], n - 1) for c, n in zip(t, x.shape))]
        out[tuple(at[c] for c in output)] += value
    return out
