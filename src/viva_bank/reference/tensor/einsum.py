"""Einstein summation by hand: name the axes, multiply, and sum over the names that the output
lacks.

    "ij,jk->ik"   C_ik = Σ_j A_ij·B_jk

Each operand is transposed and widened to one common order of names, the product is formed at full
size and the missing names are summed: simple, and O(product of all sizes) in memory.

Source: Einstein (1916), "Die Grundlage der allgemeinen Relativitätstheorie", section 5; NumPy's
`einsum` for the notation.
"""

from __future__ import annotations

import numpy as np


def einsum(rule: str, *operands: np.ndarray) -> np.ndarray:
    """The sum for an explicit rule such as "bij,bjk->bik"; a name twice in one operand is a
    diagonal.

    ValueError for a rule without "->", a wrong number of operands or axes, or sizes that differ.
    """
    if rule.count("->") != 1:
        raise ValueError(f'rule is {rule!r}: write it out, as in "ij,jk->ik".')
    left, output = rule.replace(" ", "").split("->")
    terms = left.split(",")
    if len(terms) != len(operands):
        raise ValueError(f"{rule!r} names {len(terms)} operands: {len(operands)} were given.")
    sizes = _sizes(terms, operands)
    if len(set(output)) != len(output) or not set(output) <= sizes.keys():
        raise ValueError(f"Output {output!r}: use each name once, and only names of the inputs.")
    names = output + "".join(sorted(set(sizes) - set(output)))
    product = np.ones((), dtype=np.result_type(*operands))
    for term, x in zip(terms, operands, strict=True):
        product = product * _aligned(term, x, names)
    # A name in no operand at hand still has its size: all widths come from broadcasting.
    full = np.broadcast_to(product, tuple(sizes[n] for n in names))
    return np.asarray(full.sum(axis=tuple(range(len(output), len(names)))))


def _sizes(terms: list[str], operands: tuple[np.ndarray, ...]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for term, x in zip(terms, operands, strict=True):
        if len(term) != x.ndim:
            raise ValueError(f"{term!r} names {len(term)} axes: the operand has {x.ndim}.")
        for name, n in zip(term, x.shape, strict=True):
            if sizes.setdefault(name, n) != n:
                raise ValueError(f"{name!r} has sizes {sizes[name]} and {n}: make them equal.")
    return sizes


def _aligned(term: str, x: np.ndarray, names: str) -> np.ndarray:
    """x with one axis a name, in the order of `names`; a name that it lacks has length 1."""
    for name in sorted(set(term)):
        while term.count(name) > 1:
            first = term.index(name)
            second = term.index(name, first + 1)
            # np.diagonal puts the joined axis last.
            x = np.diagonal(x, axis1=first, axis2=second)
            term = "".join(n for i, n in enumerate(term) if i not in (first, second)) + name
    kept = [n for n in names if n in term]
    x = x.transpose([term.index(n) for n in kept])
    size = dict(zip(kept, x.shape, strict=True))
    return x.reshape([size.get(n, 1) for n in names])
