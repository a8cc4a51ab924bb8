"""Which indices of a formula are free, and how far a sum without brackets reaches."""

from __future__ import annotations

from viva.judge.kinds.derive.notation.tree import (
    Add,
    Binary,
    Bound,
    Index,
    Negative,
    Node,
    children,
)


def free_indices(node: Node) -> tuple[str, ...]:
    """The indices that no operator binds, in the order of their first appearance."""
    found: dict[str, None] = {}
    _collect(node, (), found)
    return tuple(found)


def _collect(node: Node, bound: tuple[str, ...], found: dict[str, None]) -> None:
    if isinstance(node, Index):
        if node.name not in bound:
            found[node.name] = None
        return
    if isinstance(node, Bound):
        for end in (node.lower, node.upper):
            if end is not None:
                _collect(end, bound, found)
        inside = (*bound, node.index)
        _collect(node.body, inside, found)
        if node.condition is not None:
            _collect(node.condition, inside, found)
        return
    for part in children(node):
        _collect(part, bound, found)


def open_sum(term: Node) -> Bound | None:
    """The sum that ends a term without a bracket after it, e.g. in `1/n \\sum_i x_i`."""
    while True:
        match term:
            case Bound():
                return term
            case Negative(of):
                term = of
            case Binary(_, _, right):
                term = right
            case _:
                return None


def extend(term: Node, more: Node) -> Node:
    """The term with `more` taken into the body of the sum that ends it.

    `\\sum_i y_i \\log p_i + (1 - y_i) \\log(1 - p_i)`: the index after the plus shows that the
    sum was meant to go on.
    """
    match term:
        case Bound(operator, index, body, lower, upper, condition):
            longer = extend(body, more) if isinstance(body, Bound) else Add((body, more))
            return Bound(operator, index, longer, lower, upper, condition)
        case Negative(of):
            return Negative(extend(of, more))
        case Binary(operator, left, right):
            return Binary(operator, left, extend(right, more))
        case _:
            return term


def inner_indices(bound: Bound) -> tuple[str, ...]:
    """The indices of a sum and of the sums directly inside it."""
    names = [bound.index]
    while isinstance(bound.body, Bound):
        bound = bound.body
        names.append(bound.index)
    return tuple(names)
