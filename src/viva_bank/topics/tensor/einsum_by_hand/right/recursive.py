import numpy as np


def einsum(rule, *operands):
    left, out_letters = rule.split("->")
    terms = left.split(",")
    if len(terms) != len(operands) or any(len(t) != x.ndim for t, x in zip(terms, operands)):
        raise ValueError(rule)
    pairs = [(c, n) for t, x in zip(terms, operands) for c, n in zip(t, x.shape)]
    sizes = dict(pairs)
    if any(sizes[c] != n for c, n in pairs):
        raise ValueError(rule)
    hidden = [c for c in sizes if c not in out_letters]

    def total(at, rest):
        if not rest:
            value = 1.0
            for t, x in zip(terms, operands):
                value *= x[tuple(at[c] for c in t)]
            return value
        head, *tail = rest
        return sum((total({**at, head: i}, tail) for i in range(sizes[head])), 0.0)

    result = np.empty([sizes[c] for c in out_letters])
    for place in np.ndindex(result.shape):
        result[place] = total(dict(zip(out_letters, place)), hidden)
    return result
