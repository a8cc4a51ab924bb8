"""A formula resolved: every product knows its kind, every part its shape, every index its axis.

A program is evaluated by either arithmetic; it holds no symbol that is not declared and no size
that is not known by name or number.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import msgspec

Turn = Literal["column", "row", "any"]


class Hole:
    """A size that is found out from where it is used (`I`, a vector of ones, a free index)."""

    __slots__ = ("to",)

    def __init__(self) -> None:
        self.to: Dim | None = None


Dim = str | int | Hole


def settled(dim: Dim) -> Dim:
    """The size that a hole was filled with, if it was."""
    while isinstance(dim, Hole) and dim.to is not None:
        dim = dim.to
    return dim


class Shape(msgspec.Struct, frozen=True):
    """The axes of a value; a vector is a column, a row, or (in NumPy's way) neither."""

    dims: tuple[Dim, ...] = ()
    turn: Turn = "any"

    @property
    def rank(self) -> int:
        return len(self.dims)

    def words(self) -> str:
        """`3`, `n`, `n×d`, or an empty text for a scalar."""
        names = [str(d) if not isinstance(d, Hole) else "?" for d in map(settled, self.dims)]
        return "×".join(names)


SCALAR = Shape()

# what `data` holds depends on the kind; it is hashable, so that equal parts are computed once
Data = str | int | Fraction | None | tuple["Data", ...]


class Op(msgspec.Struct, frozen=True, cache_hash=True):
    """One operation of a program over the values of `args`."""

    kind: str
    args: tuple[Op, ...] = ()
    data: Data = None
    shape: Shape = SCALAR


class Axis(msgspec.Struct, frozen=True):
    """A running index: its letter, its size, and the value of its first entry."""

    name: str
    letter: str
    dim: Dim
    start: int


class Program(msgspec.Struct, frozen=True):
    """`result` with the axes of all indices; `free` are those that nothing binds, in order.

    `symbols` are the names it uses, `lengths` the dimensions that some axis has.
    """

    result: Op
    axes: tuple[Axis, ...]
    free: tuple[str, ...]
    symbols: frozenset[str]
    lengths: frozenset[str]

    def axis(self, name: str) -> Axis:
        return next(axis for axis in self.axes if axis.name == name)

    def place(self) -> dict[str, int]:
        """The array axis of each index; axis 0 runs over the points."""
        return {axis.name: k + 1 for k, axis in enumerate(self.axes)}


def walk_ops(op: Op) -> list[Op]:
    """Every operation of a program, each once."""
    seen: dict[Op, None] = {}
    stack = [op]
    while stack:
        top = stack.pop()
        if top in seen:
            continue
        seen[top] = None
        stack.extend(top.args)
    return list(seen)
