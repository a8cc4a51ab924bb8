"""Whether two programs are the same function of the declared symbols.

Screened in doubles at many points, settled in 40 digits at a few. A difference is confirmed in 40
digits before it counts, so that rounding rejects nobody; an agreement is confirmed at points of
its own, so that doubles accept nobody.

The chance of a false accept. Where the difference of two formulas is not zero, it is analytic
between the boundaries of its conditions, so a point drawn at random finds it unless the formulas
agree on a whole region. A difference that shows on a share μ of the domain is missed with the
chance (1 − μ)^N over N screening points (N ≥ 56 here): 0.3 % for μ = 10 %, 5·10⁻¹⁸ for μ = 50 %.
The boundaries themselves are looked for and sampled closely on both sides. A difference
everywhere but smaller than 10⁻²² of the answer's size is taken for equality.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec
import numpy as np

from viva.judge.kinds.derive.meaning.arithmetic import Array, TooLarge
from viva.judge.kinds.derive.meaning.boundaries import edge_points
from viva.judge.kinds.derive.meaning.domains import Points, Sampler
from viva.judge.kinds.derive.meaning.evaluate import Evaluation, finished
from viva.judge.kinds.derive.meaning.evaluate_exact import ExactArithmetic
from viva.judge.kinds.derive.meaning.evaluate_float import FloatArithmetic, quiet
from viva.judge.kinds.derive.meaning.program import Program
from viva.judge.kinds.derive.notation.symbols import Symbols

FLOAT_TOLERANCE = 1e-7
EXACT_TOLERANCE = 1e-22
MANY_DIGITS = 160
# a point at which both are smaller than this proves nothing: cancellation would need more digits
NEGLIGIBLE = 1e-100
EXACT_CELLS = 2500
MIN_DEFINED = 4

Finding = Literal["equal", "unequal", "undecided"]

FLOATS = FloatArithmetic()
_exact: dict[int, ExactArithmetic] = {}


def exact(digits: int = 40) -> ExactArithmetic:
    """The arithmetic of so many digits; made once."""
    if digits not in _exact:
        _exact[digits] = ExactArithmetic(digits)
    return _exact[digits]


class StillRandom(Exception):
    """One formula depends on the outcome of a random variable, the other does not."""


class Screen(msgspec.Struct, frozen=True):
    """One batch with both formulas' values in doubles, (points, …) each."""

    points: Points
    reference: Array
    answer: Array

    def defined(self, values: Array) -> Array:
        """Where a formula is defined, point by point."""
        return np.asarray(np.isfinite(values.reshape(len(values), -1)).all(axis=1))


class Place(msgspec.Struct, frozen=True):
    """One point of one batch."""

    screen: int
    point: int


class Evidence(msgspec.Struct, frozen=True):
    """What the comparison found: batches with values, and the point that settled it."""

    finding: Finding
    screens: tuple[Screen, ...]
    place: Place | None = None
    reason: str = ""
    undefined: int = 0


def differing(a: Array, b: Array, relative: float, floor: float) -> Array:
    """Where two arrays differ, entry by entry, relative to their size and the point's."""
    size = np.maximum(np.abs(a), np.abs(b))
    flat = size.reshape(len(size), -1)
    scale = flat.max(axis=1).reshape((-1, *(1,) * (size.ndim - 1))) if flat.size else size
    return np.abs(a - b) > relative * size + floor * scale


def settle(
    reference: Program,
    answer: Program,
    symbols: Symbols,
    free: tuple[str, ...],
    seed: int = 0,
) -> Evidence:
    """Compares two programs of the same shape.

    Args:
        reference: the right formula.
        answer: the other one.
        symbols: what both are written in.
        free: the answer's free axes in the order of the reference's.
        seed: of the drawn points.
    """
    return _Comparison(reference, answer, symbols, free, seed).run()


class _Comparison:
    def __init__(
        self,
        reference: Program,
        answer: Program,
        symbols: Symbols,
        free: tuple[str, ...],
        seed: int,
    ) -> None:
        self.reference = reference
        self.answer = answer
        self.free = free
        used, lengths = reference.symbols | answer.symbols, reference.lengths | answer.lengths
        self.sampler = Sampler(symbols, used, seed, lengths)
        self.screens: list[Screen] = []

    def run(self) -> Evidence:
        try:
            with quiet():
                return self._run()
        except StillRandom:
            return Evidence("unequal", tuple(self.screens), reason="still_random")
        except TooLarge:
            return Evidence("undecided", tuple(self.screens), reason="too_large")

    def _run(self) -> Evidence:
        for points in self._batches():
            self._screen(points)
        suspects = self._suspects()
        if suspects:
            found = self._confirm_difference(suspects)
            if found is not None:
                return self._evidence("unequal", found)
        missing = self._undefined()
        if missing is not None:
            return missing
        for points in edge_points(self.reference, self.answer, self.screens, self.sampler):
            self._screen(points)
        later = [s for s in self._suspects() if s not in suspects]
        if later:
            found = self._confirm_difference(later)
            if found is not None:
                return self._evidence("unequal", found)
        return self._confirm_agreement()

    def _evidence(self, finding: Finding, place: Place | None, reason: str = "") -> Evidence:
        undefined = sum(
            int((s.defined(s.reference) & ~s.defined(s.answer)).sum()) for s in self.screens
        )
        return Evidence(finding, tuple(self.screens), place, reason, undefined)

    def _batches(self) -> list[Points]:
        sampler = self.sampler
        if not sampler.dimensions:
            return [sampler.draw(40), sampler.draw(24, wide=True)]
        return [
            sampler.draw(24),
            sampler.draw(12, turn=1),
            sampler.draw(12, wide=True),
            sampler.draw(8, turn=2),
        ]

    def _screen(self, points: Points) -> None:
        first = Evaluation(self.reference, points, FLOATS)
        second = Evaluation(self.answer, points, FLOATS)
        a = finished(first, self.reference, self.reference.result)
        b = finished(second, self.answer, self.answer.result, self.free)
        shape = (points.points, *(n for n in a.shape[1:] if n != 1))
        other = (points.points, *(n for n in b.shape[1:] if n != 1))
        if shape != other:
            raise StillRandom
        self.cells = sum(v.size for v in (*first.memo.values(), *second.memo.values()))
        self.cells = self.cells // max(1, points.points) + 1
        self.screens.append(Screen(points, a.reshape(shape), b.reshape(shape)))

    def _suspects(self) -> list[Place]:
        """Points where doubles differ, the plainest difference of each batch first."""
        found: list[tuple[tuple[bool, int, float], Place]] = []
        for k, screen in enumerate(self.screens):
            a, b = screen.reference, screen.answer
            both = screen.defined(a) & screen.defined(b)
            off = differing(a, b, FLOAT_TOLERANCE, 1e-11).reshape(len(a), -1).any(axis=1) & both
            for place in np.flatnonzero(off):
                x, y = a[place], b[place]
                scale = max(float(np.abs(x).max()), float(np.abs(y).max()), 1e-300)
                gap = float(np.abs(x - y).max()) / scale
                # a plain difference at an ordinary point makes the better counterexample
                plain = gap > 0.05 and 1e-6 < scale < 1e6
                found.append(((not plain, k, -gap), Place(k, int(place))))
        found.sort(key=lambda pair: pair[0])
        return [place for _, place in found]

    def _confirm_difference(self, suspects: list[Place]) -> Place | None:
        """The first suspect at which 40 digits differ too."""
        picked = suspects[:3] + suspects[3 :: max(1, len(suspects) // 12)]
        for place in picked:
            gap = self._gap(place)
            if gap is not None and gap > 0:
                return place
        return None

    def _gap(self, place: Place) -> float | None:
        """How far apart the two are at a point, relative to their size, in 40 digits.

        0 where they agree, None where one of them is undefined there.
        """
        points = self.screens[place.screen].points
        one = points.take([place.point % points.points])
        gap = self._exact_gap(one, exact())
        if not gap:
            return gap
        # 1 − tanh²(x) keeps none of 40 digits where x is large: what many digits do not
        # confirm is cancellation
        finer = self._exact_gap(one, exact(MANY_DIGITS))
        return 0.0 if finer is not None and finer < gap * 1e-6 else finer

    def _exact_gap(self, one: Points, arithmetic: ExactArithmetic) -> float | None:
        a = self._values(self.reference, one, arithmetic, None)
        b = self._values(self.answer, one, arithmetic, self.free)
        worst = 0.0
        scale = max((abs(v) for v in (*a, *b) if v == v), default=0)
        if 0 < scale < NEGLIGIBLE:
            return None
        for x, y in zip(a, b, strict=True):
            if x != x or y != y:
                return None
            if arithmetic.mp.isinf(x) or arithmetic.mp.isinf(y):
                if x != y:
                    return None
                continue
            size = max(abs(x), abs(y))
            gap = abs(x - y)
            if size == 0 or gap <= EXACT_TOLERANCE * size + 1e-30 * scale:
                continue
            worst = max(worst, float(gap / size))
        return worst

    def _values(
        self,
        program: Program,
        points: Points,
        arithmetic: ExactArithmetic,
        free: tuple[str, ...] | None,
    ) -> list[Any]:
        evaluation = Evaluation(program, points, arithmetic)
        return list(finished(evaluation, program, program.result, free).ravel())

    def _undefined(self) -> Evidence | None:
        """The finding where one side is undefined too often to compare them."""
        total = sum(len(s.reference) for s in self.screens)
        sound = sum(int(s.defined(s.reference).sum()) for s in self.screens)
        if sound < min(MIN_DEFINED, total):
            return self._evidence("undecided", None, "reference_undefined")
        lost = [
            Place(k, int(p))
            for k, s in enumerate(self.screens)
            for p in np.flatnonzero(s.defined(s.reference) & ~s.defined(s.answer))
        ]
        if not lost:
            return None
        discrete = bool(self.sampler.discrete) and len(lost) <= sound // 4
        if discrete:
            return None
        for place in lost[:4]:
            points = self.screens[place.screen].points.take([place.point])
            a = self._values(self.reference, points, exact(), None)
            b = self._values(self.answer, points, exact(), self.free)
            if all(x == x for x in a) and any(y != y for y in b):
                return self._evidence("unequal", place, "answer_undefined")
        return None

    def _confirm_agreement(self) -> Evidence:
        """40 digits at points of every batch, as many as the formula's size allows."""
        allowed = max(3, min(10, EXACT_CELLS // max(1, self.cells)))
        agreed = 0
        doubtful = False
        for place in self._spread(allowed):
            gap = self._gap(place)
            if gap is None:
                continue
            if gap > 0:
                return self._evidence("unequal", place)
            agreed += 1
        if agreed < min(2, allowed):
            doubtful = True
        return self._evidence("undecided" if doubtful else "equal", None, "few_points" * doubtful)

    def _spread(self, count: int) -> list[Place]:
        """Points where both are defined, taken in turn from all batches, the last ones first."""
        queues: list[list[Place]] = []
        for k, screen in enumerate(self.screens):
            both = screen.defined(screen.reference) & screen.defined(screen.answer)
            places = [Place(k, int(p)) for p in np.flatnonzero(both)]
            # points at which everything is zero prove little
            telling = [p for p in places if np.abs(screen.reference[p.point]).max(initial=0.0) > 0]
            queues.append(telling or places)
        picked: list[Place] = []
        while len(picked) < count and any(queues):
            for queue in queues:
                if queue and len(picked) < count:
                    picked.append(queue.pop(0) if len(picked) % 2 else queue.pop())
        return picked
