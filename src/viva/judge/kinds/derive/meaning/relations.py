"""Equations and inequalities: whether two of them hold at the same values."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec
import numpy as np

from viva.judge.kinds.derive.meaning.arithmetic import Arithmetic, Array, TooLarge
from viva.judge.kinds.derive.meaning.domains import Points, Sampler
from viva.judge.kinds.derive.meaning.elaborate import elaborate
from viva.judge.kinds.derive.meaning.equivalence import FLOATS, exact
from viva.judge.kinds.derive.meaning.evaluate import Evaluation, finished
from viva.judge.kinds.derive.meaning.evaluate_exact import ExactArithmetic
from viva.judge.kinds.derive.meaning.evaluate_float import quiet
from viva.judge.kinds.derive.notation.render import to_text
from viva.judge.kinds.derive.notation.symbols import Symbols
from viva.judge.kinds.derive.notation.tree import (
    Add,
    Compare,
    Comparison,
    Logic,
    Negative,
    Node,
    Notation,
    Tree,
)

Sign = Literal["=", "!=", ">", ">="]
Hint = tuple[str, ...]
POINTS = 64
LINES = 12
HALVINGS = 160


class Relation(msgspec.Struct, frozen=True):
    """`margin` against zero, as `=`, `≠`, `>` or `≥`."""

    sign: Sign
    margin: Node
    notation: Notation
    order: tuple[str, ...]

    def shown(self) -> str:
        """The relation as it is written against zero."""
        sign = {">=": "≥", "!=": "≠"}.get(self.sign, self.sign)
        return f"{to_text(self.margin)} {sign} 0"


def relations_of(tree: Tree) -> tuple[Relation, ...] | None:
    """The relations that a formula states, or None where it is an expression."""
    found: list[tuple[Comparison, Node, Node]] = []
    if len(tree.sides) >= 2:
        found.extend(("=", a, b) for a, b in itertools.pairwise(tree.sides))
    elif not _collect(tree.node, found):
        return None
    return tuple(_normal(tree, *one) for one in found)


def _collect(node: Node, found: list[tuple[Comparison, Node, Node]]) -> bool:
    match node:
        case Compare(operator, left, right):
            found.append((operator, left, right))
            return True
        case Logic("and", args):
            return all(_collect(arg, found) for arg in args)
        case _:
            return False


def _normal(tree: Tree, operator: Comparison, left: Node, right: Node) -> Relation:
    """The relation as `margin ≥ 0` and the like."""
    if operator in ("<", "<="):
        left, right = right, left
    sign: Sign
    match operator:
        case "<" | ">":
            sign = ">"
        case "<=" | ">=":
            sign = ">="
        case _:
            sign = operator
    return Relation(sign, Add((left, Negative(right))), tree.notation, tree.order)


def check_relations(relations: Sequence[Relation], symbols: Symbols) -> None:
    """Raises `Misfit` where the dimensions of a relation do not fit."""
    for relation in relations:
        _Stated(relation, symbols)


def compare_relations(
    asked: Sequence[Relation], given: Sequence[Relation], symbols: Symbols, seed: int
) -> tuple[bool, Hint | None]:
    """Whether every relation asked is among those given, and nothing else is.

    Returns:
        The finding, and what may explain a difference: a code with the names it speaks of.

    Raises:
        Misfit: where the dimensions of a relation do not fit.
    """
    wanted, had = (
        [s for s in (_Stated(r, symbols) for r in relations) if not _always(s, symbols, seed)]
        for relations in (asked, given)
    )
    left = list(had)
    missing: list[_Stated] = []
    hint: Hint | None = None
    for one in wanted:
        for other in left:
            same, why = _same(one, other, symbols, seed)
            hint = hint or why
            if same:
                left.remove(other)
                break
        else:
            missing.append(one)
    # the same relation twice adds nothing
    left = [x for x in left if not any(_same(x, y, symbols, seed)[0] for y in wanted)]
    if missing:
        if hint is None and len(had) < len(wanted):
            hint = ("missing_relation", str(len(wanted) - len(missing)), str(len(wanted)))
        return False, hint
    if left:
        return False, ("extra_relation", left[0].relation.shown())
    return True, None


def _always(stated: _Stated, symbols: Symbols, seed: int) -> bool:
    """Whether an inequality says no more than the declared domains do, e.g. `η > 0`."""
    if stated.relation.sign not in (">", ">="):
        return False
    sampler = Sampler(symbols, stated.program.symbols, seed, stated.program.lengths)
    return all(bool((stated.values(points) > 0).all()) for points in _batches(sampler))


class _Stated:
    """A relation with its program."""

    def __init__(self, relation: Relation, symbols: Symbols) -> None:
        self.relation = relation
        self.program = elaborate(relation.margin, symbols, relation.notation, relation.order)

    def values(self, points: Points) -> Array:
        """The margin at every point: (points, entries)."""
        with quiet():
            value = finished(
                Evaluation(self.program, points, FLOATS), self.program, self.program.result
            )
        return value.reshape(len(value), -1)


def _same(one: _Stated, other: _Stated, symbols: Symbols, seed: int) -> tuple[bool, Hint | None]:
    """Whether two relations hold at the same values; if nearly, what differs."""
    sign, sign2 = one.relation.sign, other.relation.sign
    if (sign in ("=", "!=")) != (sign2 in ("=", "!=")):
        return False, None
    first, second = one.program, other.program
    lengths = first.lengths | second.lengths
    sampler = Sampler(symbols, first.symbols | second.symbols, seed, lengths)
    try:
        if sign in ("=", "!="):
            if sign != sign2:
                return False, None
            return _same_zeros(one, other, sampler), None
        return _same_side(one, other, sampler)
    except TooLarge:
        return False, None


def _batches(sampler: Sampler) -> Iterator[Points]:
    yield sampler.draw(POINTS)
    yield sampler.draw(POINTS, turn=1, wide=True)


def _same_side(one: _Stated, other: _Stated, sampler: Sampler) -> tuple[bool, Hint | None]:
    """Inequalities: the margins have the same sign everywhere, and vanish together."""
    agree = opposite = True
    for points in _batches(sampler):
        a, b = one.values(points), other.values(points)
        if a.shape != b.shape:
            return False, None
        sound = np.isfinite(a) & np.isfinite(b)
        if not sound.any():
            return False, None
        agree &= bool((np.sign(a) == np.sign(b))[sound].all())
        opposite &= bool((np.sign(a) == -np.sign(b))[sound].all())
    if opposite and not agree and _same_zeros(one, other, sampler):
        return False, ("direction",)
    if not agree or not _same_zeros(one, other, sampler):
        return False, None
    if one.relation.sign != other.relation.sign:
        return False, ("strict",)
    return True, None


def _same_zeros(one: _Stated, other: _Stated, sampler: Sampler) -> bool:
    """Whether each margin is zero where the other is."""
    if _proportional(one, other, sampler):
        return True
    return _vanishes(one, other, sampler) and _vanishes(other, one, sampler)


def _proportional(one: _Stated, other: _Stated, sampler: Sampler) -> bool:
    """Whether the margins differ by a number only, in 40 digits."""
    arithmetic = exact()
    points = sampler.draw(4)
    points = points.take(np.arange(min(4, points.points)))
    values = [
        finished(Evaluation(s.program, points, arithmetic), s.program, s.program.result)
        for s in (one, other)
    ]
    if values[0].size != values[1].size:
        return False
    ratio = None
    for x, y in zip(values[0].ravel(), values[1].ravel(), strict=True):
        if x != x or y != y:
            return False
        if x == 0 or y == 0:
            if x != y:
                return False
            continue
        if ratio is None:
            ratio = y / x
        elif abs(y / x - ratio) > 1e-22 * abs(ratio):
            return False
    return ratio is not None


def _vanishes(of: _Stated, where: _Stated, sampler: Sampler) -> bool:
    """Whether `of` is zero at zeros of `where`, found by halving along random lines.

    A margin that never changes its sign (a square, say) has no zero that can be found so; then
    the answer is no, and proportional margins have been accepted before.
    """
    mixable = {"real", "positive", "nonnegative", "unit", "simplex", "symmetric"}
    points = sampler.draw(POINTS)
    value = where.values(points)[:, 0]
    below, above = np.flatnonzero(value < 0), np.flatnonzero(value > 0)
    if not len(below) or not len(above):
        return False
    count = min(LINES, len(below), len(above))
    arithmetic = exact()
    checked = 0
    for k in range(count):
        first = points.take(below[k : k + 1])
        second = points.take(above[k : k + 1])
        names = [
            n
            for n in first.raw
            if (d := points.symbols.get(n)) is not None
            and d.role in ("scalar", "array")
            and d.domain in mixable
        ]
        second = second.replaced({n: first.raw[n] for n in first.raw if n not in names})
        if not where.values(second)[0, 0] > 0:
            continue
        zero = _zero(of, where, first, second, names, arithmetic)
        if zero is None:
            continue
        if not zero:
            return False
        checked += 1
    return checked > 0


def _zero(
    of: _Stated,
    where: _Stated,
    first: Points,
    second: Points,
    names: list[str],
    arithmetic: ExactArithmetic,
) -> bool | None:
    """At the zero of `where` between two points: whether `of` is zero too; None if not found."""
    line = _Line(first, second, names)
    low, high = arithmetic.mp.mpf(0), arithmetic.mp.mpf(1)
    bottom, top = line.value_of(where, low, arithmetic), line.value_of(where, high, arithmetic)
    if not (bottom < 0 < top):
        return None
    for _ in range(HALVINGS):
        # a secant step, then a halving: the margin is smooth near its zero
        guess = low - bottom * (high - low) / (top - bottom)
        for t in (guess, (low + high) / 2):
            if not low < t < high:
                continue
            value = line.value_of(where, t, arithmetic)
            if value != value:
                return None
            if value < 0:
                low, bottom = t, value
            else:
                high, top = t, value
        if abs(high - low) < arithmetic.mp.mpf(10) ** -35 or top == 0:
            break
    t = high if top == 0 else (low + high) / 2
    ends = [abs(line.value_of(of, arithmetic.mp.mpf(k), arithmetic)) for k in (0, 1)]
    value = line.value_of(of, t, arithmetic)
    size = max(ends)
    if value != value or size != size or size == 0:
        return None
    return bool(abs(value) <= size * arithmetic.mp.mpf(10) ** -20)


class _Line(Points):
    """The points between two, at a share that is given in 40 digits."""

    def __init__(self, first: Points, second: Points, names: list[str]) -> None:
        super().__init__(first.symbols, 1, first.sizes, first.raw)
        self._second = second
        self._names = names
        self._share: Any = 0

    def drawn(self, name: str, arithmetic: Arithmetic) -> Array:
        a = super().drawn(name, arithmetic)
        if name not in self._names:
            return a
        b = self._second.drawn(name, arithmetic)
        return a + (b - a) * self._share

    def value_of(self, stated: _Stated, share: Any, arithmetic: ExactArithmetic) -> Any:
        """The first entry of a margin at this share of the way."""
        self._share = share
        self._built.clear()
        evaluation = Evaluation(stated.program, self, arithmetic)
        return finished(evaluation, stated.program, stated.program.result).ravel()[0]
