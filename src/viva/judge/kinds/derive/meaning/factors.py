"""Equality up to a positive factor that does not matter, where a question allows one."""

from __future__ import annotations

import numpy as np

from viva.judge.kinds.derive.meaning.arithmetic import TooLarge
from viva.judge.kinds.derive.meaning.domains import Points, Sampler
from viva.judge.kinds.derive.meaning.equivalence import exact
from viva.judge.kinds.derive.meaning.evaluate import Evaluation, finished
from viva.judge.kinds.derive.meaning.program import Program
from viva.judge.kinds.derive.notation.symbols import Symbols

GROUPS = 3
IN_GROUP = 4
TOLERANCE = 1e-20


def same_up_to_factor(
    reference: Program,
    answer: Program,
    symbols: Symbols,
    free: tuple[str, ...],
    factor_of: tuple[str, ...],
    seed: int = 0,
) -> bool:
    """Whether answer = c · reference with c > 0, the same at all values of the other symbols.

    Args:
        reference: the right formula.
        answer: the other one.
        symbols: what both are written in.
        free: the answer's free axes in the reference's order.
        factor_of: symbols that the factor may depend on.
        seed: of the drawn points.
    """
    used = reference.symbols | answer.symbols | set(factor_of)
    sampler = Sampler(symbols, used, seed + 1, reference.lengths | answer.lengths)
    seen: list[object] = []
    for turn in range(GROUPS):
        points = _held(sampler.draw(IN_GROUP, turn=turn, wide=False), factor_of)
        try:
            ratio = _ratio(reference, answer, points, free)
        except TooLarge:
            return False
        if ratio is None:
            return False
        seen.append(ratio)
    if factor_of:
        return True
    first = seen[0]
    # dimensions change from group to group, so that a factor n is told apart from a number
    return all(abs(r - first) <= TOLERANCE * first for r in seen)  # type: ignore[operator]


def _held(points: Points, names: tuple[str, ...]) -> Points:
    """The points with the named symbols kept at their first value."""
    points = points.take(np.arange(min(IN_GROUP, points.points)))
    changes = {
        name: np.broadcast_to(points.raw[name][:1], points.raw[name].shape)
        for name in names
        if name in points.raw
    }
    return points.replaced(changes)


def _ratio(
    reference: Program, answer: Program, points: Points, free: tuple[str, ...]
) -> object | None:
    """The one positive number by which all entries at all points differ, or None."""
    arithmetic = exact()
    a = finished(Evaluation(reference, points, arithmetic), reference, reference.result).ravel()
    b = finished(Evaluation(answer, points, arithmetic), answer, answer.result, free).ravel()
    ratio = None
    for x, y in zip(a, b, strict=True):
        if x != x or y != y:
            continue
        if x == 0 or y == 0:
            if x != y:
                return None
            continue
        here = y / x
        if here <= 0:
            return None
        if ratio is None:
            ratio = here
        elif abs(here - ratio) > TOLERANCE * ratio:
            return None
    return ratio
