"""The tree of a formula as it was written: what both notations are read into.

Nothing is resolved here: a juxtaposition may turn out to be a scaling or a matrix product, and
`I` has no size yet. `elaborate` gives every node its shape.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Literal

import msgspec

from viva.core import Text

Notation = Literal["python", "latex"]

MAX_LENGTH = 2000
MAX_NODES = 400
MAX_DEPTH = 50
MAX_TREE_DEPTH = 100
MAX_DIGITS = 30
MAX_EXPONENT = 1000


class Node(msgspec.Struct, frozen=True, cache_hash=True):
    """A part of a formula."""


class Number(Node, frozen=True, cache_hash=True):
    value: Fraction


class Constant(Node, frozen=True, cache_hash=True):
    """`e`, `pi` or `infinity`."""

    name: Literal["e", "pi", "infinity"]


class Symbol(Node, frozen=True, cache_hash=True):
    """A declared name."""

    name: str


class Index(Node, frozen=True, cache_hash=True):
    """A running or free index: `i` of `x_i`, also where it is used as a number."""

    name: str


class Whole(Node, frozen=True, cache_hash=True):
    """The `:` of `X[:, j]`."""


class Element(Node, frozen=True, cache_hash=True):
    """`base` at `at`; the first entry has the index `origin` (1 in LaTeX, 0 in Python)."""

    base: Node
    at: tuple[Node, ...]
    origin: int = 1


class Negative(Node, frozen=True, cache_hash=True):
    of: Node


class Add(Node, frozen=True, cache_hash=True):
    """A sum of terms; a subtracted term is a `Negative`."""

    terms: tuple[Node, ...]


# juxtaposed ("") and "·" and "×": whatever product the shapes call for. "*" and "⊙": elementwise.
# "@": the matrix product. "⊗": outer.
BinaryOperator = Literal["", "·", "×", "*", "⊙", "@", "⊗", "/", "//", "%", "^"]


class Binary(Node, frozen=True, cache_hash=True):
    operator: BinaryOperator
    left: Node
    right: Node


Comparison = Literal["<", "<=", ">", ">=", "=", "!="]


class Compare(Node, frozen=True, cache_hash=True):
    """1 where it holds, else 0; at the top of a formula, a relation."""

    operator: Comparison
    left: Node
    right: Node


class Logic(Node, frozen=True, cache_hash=True):
    operator: Literal["and", "or", "not"]
    args: tuple[Node, ...]


class Call(Node, frozen=True, cache_hash=True):
    """A known function; `primes` counts derivatives; `axis` is as in NumPy, None for all."""

    function: str
    args: tuple[Node, ...]
    primes: int = 0
    axis: int | None = None
    keepdims: bool = False


class Applied(Node, frozen=True, cache_hash=True):
    """A declared function at its arguments."""

    name: str
    args: tuple[Node, ...]
    primes: int = 0


BoundOperator = Literal["sum", "prod", "max", "min", "mean", "argmax", "argmin"]


class Bound(Node, frozen=True, cache_hash=True):
    """An operator over a running index, e.g. `sum_{i=lower}^{upper} body`.

    Without bounds the range is that of the axis which the index runs along.
    """

    operator: BoundOperator
    index: str
    body: Node
    lower: Node | None = None
    upper: Node | None = None
    condition: Node | None = None


class Cases(Node, frozen=True, cache_hash=True):
    """`branches` of (value, condition), the first that holds counts; then `otherwise`."""

    branches: tuple[tuple[Node, Node], ...]
    otherwise: Node | None = None


class Expectation(Node, frozen=True, cache_hash=True):
    """`E`, `Var`, `Std` of one argument, `Cov` of two, over `over` (all that occur if empty)."""

    operator: Literal["E", "Var", "Std", "Cov"]
    args: tuple[Node, ...]
    over: tuple[str, ...] = ()


class Identity(Node, frozen=True, cache_hash=True):
    size: Node | None = None


class Ones(Node, frozen=True, cache_hash=True):
    """The vector (or, with two sizes, the matrix) filled with `value`."""

    size: tuple[Node, ...] = ()
    value: int = 1


class Listing(Node, frozen=True, cache_hash=True):
    """A vector or matrix written out, row by row."""

    rows: tuple[tuple[Node, ...], ...]
    flat: bool = False


class Optimum(Node, frozen=True, cache_hash=True):
    """`max_{a, b} body` over declared symbols: an objective, not a number."""

    operator: Literal["max", "min", "argmax", "argmin"]
    over: tuple[str, ...]
    body: Node


class Tree(msgspec.Struct, frozen=True):
    """A formula as read.

    `sides` are what stood between top-level equals signs, the last one being the answer.
    `left` is the text before the first of them where it only names what is asked (`dL/dz = …`),
    and `order` the index letters in it, which give a free-index answer its axes.
    `notes` say where the reading was lenient.
    """

    node: Node
    notation: Notation
    text: str
    left: str = ""
    order: tuple[str, ...] = ()
    sides: tuple[Node, ...] = ()
    notes: tuple[Text, ...] = ()


def children(node: Node) -> tuple[Node, ...]:
    """The direct parts of a node, in reading order."""
    match node:
        case Element(base, at, _):
            return (base, *at)
        case Negative(of):
            return (of,)
        case Add(terms):
            return terms
        case Binary(_, left, right) | Compare(_, left, right):
            return (left, right)
        case Logic(_, args) | Call(_, args) | Applied(_, args) | Expectation(_, args):
            return args
        case Bound(_, _, body, lower, upper, condition):
            return tuple(x for x in (body, lower, upper, condition) if x is not None)
        case Cases(branches, otherwise):
            flat = tuple(x for branch in branches for x in branch)
            return flat if otherwise is None else (*flat, otherwise)
        case Identity(size):
            return () if size is None else (size,)
        case Ones(size):
            return size
        case Listing(rows):
            return tuple(x for row in rows for x in row)
        case Optimum(_, _, body):
            return (body,)
        case _:
            return ()


def with_children(node: Node, parts: tuple[Node, ...]) -> Node:
    """The same node over other parts (as many as `children` gave)."""
    match node:
        case Element(_, _, origin):
            return Element(parts[0], parts[1:], origin)
        case Negative():
            return Negative(parts[0])
        case Add():
            return Add(parts)
        case Binary(operator):
            return Binary(operator, *parts)
        case Compare(operator):
            return Compare(operator, *parts)
        case Logic(operator):
            return Logic(operator, parts)
        case Call() | Applied() | Expectation():
            return msgspec.structs.replace(node, args=parts)
        case Bound(operator, index, _, lower, upper, condition):
            rest = iter(parts[1:])
            return Bound(
                operator,
                index,
                parts[0],
                None if lower is None else next(rest),
                None if upper is None else next(rest),
                None if condition is None else next(rest),
            )
        case Cases(branches, otherwise):
            pairs = tuple((parts[2 * k], parts[2 * k + 1]) for k in range(len(branches)))
            return Cases(pairs, None if otherwise is None else parts[-1])
        case Identity(size):
            return Identity(None if size is None else parts[0])
        case Ones(_, value):
            return Ones(parts, value)
        case Listing(rows, flat):
            rest = iter(parts)
            return Listing(tuple(tuple(next(rest) for _ in row) for row in rows), flat)
        case Optimum(operator, over):
            return Optimum(operator, over, parts[0])
        case _:
            return node


def walk(node: Node) -> Iterator[Node]:
    """Every part of a formula, the whole first."""
    stack = [node]
    while stack:
        top = stack.pop()
        yield top
        stack.extend(reversed(children(top)))


def rewrite(node: Node, change: Callable[[Node], Node | None]) -> Node:
    """The tree with `change` applied from the leaves up; None keeps a node as it is."""
    parts = children(node)
    if parts:
        new = tuple(rewrite(part, change) for part in parts)
        if any(a is not b for a, b in zip(new, parts, strict=True)):
            node = with_children(node, new)
    changed = change(node)
    return node if changed is None else changed


def size(node: Node) -> int:
    """How many nodes the formula has."""
    return sum(1 for _ in walk(node))


def depth(node: Node) -> int:
    """The longest way from the whole to a leaf, in nodes; counted without recursion."""
    deepest = 0
    stack = [(node, 1)]
    while stack:
        top, level = stack.pop()
        deepest = max(deepest, level)
        stack.extend((part, level + 1) for part in children(top))
    return deepest


def negative(node: Node) -> Node:
    """Minus the node, a number folded."""
    return Number(-node.value) if isinstance(node, Number) else Negative(node)


def add(*terms: Node) -> Node:
    """The sum of the terms, inner sums flattened from the left."""
    flat: list[Node] = []
    for k, term in enumerate(terms):
        if k == 0 and isinstance(term, Add):
            flat.extend(term.terms)
        else:
            flat.append(term)
    return flat[0] if len(flat) == 1 else Add(tuple(flat))
