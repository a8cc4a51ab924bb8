import math

import numpy as np


def einsum(rule, *operands):
    """rule such as "ij,jk->ik"; operands: float arrays. Returns a float array."""
    left, output = rule.split("->")
    terms = left.split(",")
    sizes = {}
    for term, x in zip(terms, operands, strict=True):
        for letter, n in zip(term, x.shape, strict=True):
            if sizes.setdefault(letter, n) != n:
                raise ValueError(f"{letter} has the sizes {sizes[letter]} and {n}")
    letters = output + "".join(sizes.keys() - set(output))
    out = np.zeros([sizes[letter] for letter in output])
    for index in np.ndindex(*(sizes[letter] for letter in letters)):
        at = dict(zip(letters, index))
        out[index[: len(output)]] += math.prod(
            x[tuple(at[letter] for letter in term)] for term, x in zip(terms, operands)
        )
    return out
