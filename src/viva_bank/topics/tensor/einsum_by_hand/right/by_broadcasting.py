import numpy as np


def einsum(rule, *operands):
    inputs, output = rule.split("->")
    groups = inputs.split(",")
    if len(groups) != len(operands):
        raise ValueError("operands")
    size = {}
    for group, x in zip(groups, operands):
        if len(group) != x.ndim:
            raise ValueError(group)
        for c, n in zip(group, x.shape):
            if size.get(c, n) != n:
                raise ValueError(c)
            size[c] = n
    names = list(output) + sorted(c for c in size if c not in output)
    grid = np.indices([size[c] for c in names])
    where = dict(zip(names, grid))
    product = np.ones([size[c] for c in names])
    for group, x in zip(groups, operands):
        product = product * x[tuple(where[c] for c in group)]
    return product.sum(axis=tuple(range(len(output), len(names))))
