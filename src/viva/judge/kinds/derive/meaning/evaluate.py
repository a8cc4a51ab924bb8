"""Runs a program at many points at once, in whichever arithmetic is given.

Every value is an array with the axes (points, index 1, …, index m, shape…); an index that a value
does not depend on has size 1 there, so that NumPy's broadcasting does the bookkeeping.
"""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from viva.judge.kinds.derive.meaning.arithmetic import (
    Arithmetic,
    Array,
    Batch,
    OutOfTime,
    TooLarge,
)
from viva.judge.kinds.derive.meaning.operations import MAX_CELLS, RULES
from viva.judge.kinds.derive.meaning.program import Dim, Op, Program, settled


class Evaluation:
    """One batch, one arithmetic; values of equal parts are computed once."""

    def __init__(
        self,
        program: Program,
        batch: Batch,
        arithmetic: Arithmetic,
        deadline: float | None = None,
    ) -> None:
        self.batch = batch
        self.arithmetic = arithmetic
        self.place = program.place()
        self.width = 1 + len(program.axes)
        self.letters = {axis.name: axis for axis in program.axes}
        self.start: dict[str, int] = {}
        self.size: dict[str, int] = {}
        for axis in program.axes:
            if axis.dim != -1:
                self.start[axis.name] = axis.start
                self.size[axis.name] = self.dim(axis.dim)
        self.memo: dict[Op, Array] = {}
        self.deadline = deadline

    def dim(self, dim: Dim) -> int:
        """The length of a dimension in this batch."""
        dim = settled(dim)
        if isinstance(dim, int):
            return dim
        return self.batch.sizes[str(dim)]

    def value(self, op: Op) -> Array:
        """The values of a part of the program at all points."""
        known = self.memo.get(op)
        if known is not None:
            return known
        if self.deadline is not None and time.process_time() > self.deadline:
            raise OutOfTime
        value = RULES[op.kind](self, op)
        self.memo[op] = value
        return value

    # ------------------------------------------------------------------ helpers of the rules

    def scalar(self, value: Any) -> Array:
        """One number for all points."""
        out = np.empty(
            (1,) * self.width, dtype=object if self.arithmetic.name == "exact" else float
        )
        out[...] = value
        return out

    def spread(self, values: Array, rank: int) -> Array:
        """(points, shape…) with the index axes put in."""
        points = values.shape[0]
        return values.reshape((points, *(1,) * (self.width - 1), *values.shape[1:]))

    def along(self, name: str, values: Array) -> Array:
        """(points, entries) laid along the axis of an index."""
        shape = [1] * self.width
        shape[0] = values.shape[0]
        shape[self.place[name]] = values.shape[1]
        return values.reshape(shape)

    def guard(self, a: Array, b: Array) -> None:
        """Refuses what would be too large before it is computed."""
        if a.size * b.size > MAX_CELLS:
            shape = np.broadcast_shapes(a.shape, b.shape)
            cells = 1
            for length in shape:
                cells *= length
            if cells > MAX_CELLS:
                raise TooLarge

    def last(self, count: int) -> tuple[int, ...]:
        """The axes of the last `count` shape dimensions, as negative numbers."""
        return tuple(range(-count, 0))


def evaluate(
    program: Program,
    batch: Batch,
    arithmetic: Arithmetic,
    free: tuple[str, ...] | None = None,
    deadline: float | None = None,
) -> Array:
    """The program's values, as (points, free index 1, …, shape…).

    Args:
        program: an elaborated formula.
        batch: the points.
        arithmetic: floats, or 40 digits.
        free: the free axes in the order wanted, the program's own where None.
        deadline: a `time.process_time()` after which `OutOfTime` is raised.

    Raises:
        TooLarge: where the formula needs too many numbers.
        OutOfTime: where the deadline has passed.
    """
    evaluation = Evaluation(program, batch, arithmetic, deadline)
    return finished(evaluation, program, program.result, free)


def finished(
    evaluation: Evaluation, program: Program, op: Op, free: tuple[str, ...] | None = None
) -> Array:
    """The value of `op` with its free indices as axes right after the points."""
    value = evaluation.value(op)
    names = program.free if free is None else free
    places = [evaluation.place[name] for name in names]
    tail = value.shape[evaluation.width :]
    shape = [evaluation.size[name] for name in names]
    # every other index axis has been summed away and has size 1, outcomes left over excepted
    others = [
        axis for axis in range(1, evaluation.width) if axis not in places and value.shape[axis] > 1
    ]
    order = (
        0,
        *places,
        *others,
        *(a for a in range(1, evaluation.width) if a not in (*places, *others)),
    )
    moved = value.transpose((*order, *range(evaluation.width, value.ndim)))
    rest = [value.shape[a] for a in others]
    wide = moved.reshape((moved.shape[0], *(value.shape[p] for p in places), *rest, *tail))
    points = evaluation.batch.points
    return np.broadcast_to(wide, (points, *shape, *rest, *tail))
