"""Which shapes fit together, and how a smaller one is stretched to a larger one."""

from __future__ import annotations

from collections.abc import Sequence

from viva.judge.kinds.derive.meaning.program import SCALAR, Dim, Hole, Op, Shape, Turn, settled
from viva.judge.kinds.derive.notation.tree import Notation


def same_dim(a: Dim, b: Dim) -> bool:
    """Whether two sizes are the same one; a size not yet known becomes the other."""
    a, b = settled(a), settled(b)
    if isinstance(a, Hole):
        if a is not b:
            a.to = b
        return True
    if isinstance(b, Hole):
        b.to = a
        return True
    return a == b


def broadcast(shapes: Sequence[Shape], notation: Notation) -> Shape | None:
    """The common shape of an elementwise operation, or None where there is none.

    As in NumPy, with names for sizes; a column and a row do not mix. In LaTeX a column of n may
    stand beside an n×m matrix, as in `W X + b`.
    """
    result = SCALAR
    for shape in shapes:
        joined = _pair(result, shape, notation)
        if joined is None:
            return None
        result = joined
    return result


def _pair(a: Shape, b: Shape, notation: Notation) -> Shape | None:
    if a.rank == 0:
        return b
    if b.rank == 0:
        return a
    if a.rank == b.rank == 1:
        dim = _stretched(a.dims[0], b.dims[0])
        turn = _turn(a.turn, b.turn, notation)
        return None if dim is None or turn is None else Shape((dim,), turn)
    if a.rank == b.rank == 2:
        dims = [_stretched(x, y) for x, y in zip(a.dims, b.dims, strict=True)]
        return None if None in dims else Shape(tuple(d for d in dims if d is not None))
    matrix, vector = (a, b) if a.rank == 2 else (b, a)
    if stretch_axis(vector, matrix) is None:
        return None
    return matrix


def stretch_axis(vector: Shape, matrix: Shape) -> int | None:
    """The axis of the matrix that a vector lies along when it is added to it."""
    rows, columns = map(settled, matrix.dims)
    size = settled(vector.dims[0])
    if vector.turn != "column":
        return 1 if same_dim(size, columns) or columns == 1 else None
    if size == columns and size != rows:
        return 1
    if size == rows and size != columns:
        return 0
    return 1 if same_dim(size, columns) else None


def _stretched(a: Dim, b: Dim) -> Dim | None:
    a, b = settled(a), settled(b)
    if a == 1 and not isinstance(b, Hole):
        return b
    if b == 1 and not isinstance(a, Hole):
        return a
    return a if same_dim(a, b) else None


def _turn(a: Turn, b: Turn, notation: Notation) -> Turn | None:
    if a == b:
        return a
    if "any" in (a, b):
        return a if b == "any" else b
    return "any" if notation == "python" else None


def lift(op: Op, shape: Shape) -> Op:
    """The value with as many axes as `shape`, so that arrays broadcast."""
    missing = shape.rank - op.shape.rank
    if missing == 0:
        return op
    if op.shape.rank == 0:
        ones = tuple(range(missing))
        return Op("expand", (op,), ones, Shape((1,) * missing))
    along = stretch_axis(op.shape, shape)
    dim = op.shape.dims[0]
    if along == 0:
        return Op("expand", (op,), (1,), Shape((dim, 1)))
    return Op("expand", (op,), (0,), Shape((1, dim)))
