"""Points close to both sides of every boundary: where a condition turns, a maximum changes hands.

Random points leave a thin region between two thresholds unseen; here the place where each margin
changes its sign is found by halving, and its neighbours are handed out to be compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from viva.judge.kinds.derive.meaning.arithmetic import Array
from viva.judge.kinds.derive.meaning.domains import Points, Sampler
from viva.judge.kinds.derive.meaning.evaluate import Evaluation
from viva.judge.kinds.derive.meaning.evaluate_float import FloatArithmetic
from viva.judge.kinds.derive.meaning.program import Op, Program, walk_ops

if TYPE_CHECKING:
    from viva.judge.kinds.derive.meaning.equivalence import Screen

MAX_MARGINS = 6
HALVINGS = 14
PAIRS = 6
# drawn values that may be mixed with one another and stay in their domain
_MIXABLE = frozenset(("real", "positive", "nonnegative", "unit", "symmetric", "simplex"))


def margins(program: Program) -> list[Op]:
    """The parts whose sign decides which branch of the formula counts."""
    found: list[Op] = []
    for op in walk_ops(program.result):
        match op.kind, op.data:
            case "compare", str(sign) if sign not in ("=", "!="):
                a, b = op.args
                found.append(Op("add", (a, Op("neg", (b,), None, b.shape)), None, op.shape))
            case "fold", _:
                a, b = op.args[0], op.args[1]
                found.append(Op("add", (a, Op("neg", (b,), None, b.shape)), None, op.shape))
            case "fn", "relu" | "abs" | "sign":
                found.append(op.args[0])
            case _:
                pass
    return found


def edge_points(
    reference: Program, answer: Program, screens: list[Screen], sampler: Sampler
) -> Iterator[Points]:
    """Batches of points close to the boundaries of both formulas."""
    if not screens:
        return
    done: set[Op] = set()
    for program in (reference, answer):
        for margin in margins(program):
            if margin in done or len(done) >= MAX_MARGINS:
                continue
            done.add(margin)
            points = _close(program, margin, screens[0].points, sampler)
            if points is not None:
                yield points


def _margin(program: Program, margin: Op, points: Points) -> Array:
    value = Evaluation(program, points, FloatArithmetic()).value(margin)
    value = np.broadcast_to(value, (points.points, *value.shape[1:]))
    # one entry of an array stands for all: each has a boundary of the same form
    return value.reshape(points.points, -1)[:, 0]


def _close(program: Program, margin: Op, points: Points, sampler: Sampler) -> Points | None:
    """Pairs of points on both sides of the margin's zero, drawn together by halving."""
    value = _margin(program, margin, points)
    below, above = np.flatnonzero(value < 0), np.flatnonzero(value > 0)
    if len(below) == 0 or len(above) == 0:
        points = sampler.draw(256, wide=True)
        value = _margin(program, margin, points)
        below, above = np.flatnonzero(value < 0), np.flatnonzero(value > 0)
        if len(below) == 0 or len(above) == 0:
            return None
    count = min(PAIRS, max(len(below), len(above)))
    first = points.take(np.resize(below, count))
    second = points.take(np.resize(above, count))
    mixable = [
        name
        for name, raw in points.raw.items()
        if raw.dtype == float
        and (declared := points.symbols.get(name)) is not None
        and declared.role in ("scalar", "array")
        and declared.domain in _MIXABLE
    ]
    if not mixable:
        return None
    # what cannot be mixed is the same on both sides
    second = second.replaced({n: first.raw[n] for n in first.raw if n not in mixable})
    turned = _margin(program, margin, second) > 0
    low, high = np.zeros(count), np.ones(count)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        sign = _margin(program, margin, _mixed(first, second, mixable, middle)) > 0
        high = np.where(sign, middle, high)
        low = np.where(sign, low, middle)
    if not turned.any():
        return None
    near = _mixed(first, second, mixable, low)
    far = _mixed(first, second, mixable, high)
    raw = {n: np.concatenate([near.raw[n], far.raw[n]]) for n in near.raw}
    return Points(points.symbols, 2 * count, points.sizes, raw)


def _mixed(first: Points, second: Points, names: list[str], share: Array) -> Points:
    changes: dict[str, Array] = {}
    for name in names:
        a, b = first.raw[name], second.raw[name]
        t = share.reshape((-1, *(1,) * (a.ndim - 1)))
        changes[name] = a * (1 - t) + b * t
    return first.replaced(changes)
