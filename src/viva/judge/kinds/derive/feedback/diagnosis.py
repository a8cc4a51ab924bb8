"""How a wrong formula is wrong: a hint, drawn from the values of both, never a certainty.

The author's own wrong formulas come first, then what holds for any formula: a factor, an offset,
a swap, a missing part. Everything is judged on the doubles that the comparison left behind.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import msgspec
import numpy as np

from viva.core import Text
from viva.judge.kinds.derive.feedback.constants import recognise
from viva.judge.kinds.derive.feedback.edits import FAR_FETCHED, Edit, edits
from viva.judge.kinds.derive.feedback.sentences import Diagnosis, edited, factor, offset, say
from viva.judge.kinds.derive.meaning.arithmetic import Array, OutOfTime, TooLarge
from viva.judge.kinds.derive.meaning.domains import Points
from viva.judge.kinds.derive.meaning.elaborate import elaborate
from viva.judge.kinds.derive.meaning.equivalence import FLOATS, Evidence, Screen
from viva.judge.kinds.derive.meaning.evaluate import Evaluation, evaluate, finished
from viva.judge.kinds.derive.meaning.evaluate_float import quiet
from viva.judge.kinds.derive.meaning.program import Program
from viva.judge.kinds.derive.notation.render import to_text
from viva.judge.kinds.derive.notation.symbols import Declared, Symbols
from viva.judge.kinds.derive.notation.tree import (
    Add,
    Binary,
    Call,
    Compare,
    Negative,
    Node,
    Number,
    Symbol,
    Tree,
    rewrite,
    walk,
)
from viva.judge.kinds.derive.notation.unreadable import Misfit

TOLERANCE = 1e-8
FIRST_LOOK = 10
MAX_EDITS = 400


class Rule(msgspec.Struct, frozen=True):
    """A wrong formula that an author foresaw, and what to say to it."""

    id: str
    wrong: Tree
    feedback: Text


class Side(msgspec.Struct, frozen=True):
    """A formula as read and as resolved."""

    tree: Tree
    program: Program


class _Probe:
    """The values to explain: a first look at few points, then all of them."""

    def __init__(self, evidence: Evidence, deadline: float) -> None:
        self.deadline = deadline
        self.screens: list[Screen] = []
        for screen in evidence.screens:
            both = np.flatnonzero(screen.defined(screen.reference) & screen.defined(screen.answer))
            if len(both):
                some = _spread(screen, both)
                points = screen.points.take(some % screen.points.points)
                self.screens.append(Screen(points, screen.reference[some], screen.answer[some]))
        self.all = evidence.screens

    def usable(self) -> bool:
        return sum(len(s.answer) for s in self.screens) >= 3

    def explains(self, candidate: Callable[[Screen], Array | None], *, of: str = "answer") -> bool:
        """Whether a candidate's values are those of the answer (or the reference) everywhere."""
        if time.process_time() > self.deadline:
            raise OutOfTime
        for screen in self.screens:
            target = screen.answer if of == "answer" else screen.reference
            try:
                value = candidate(screen)
            except (TooLarge, Misfit, KeyError):
                return False
            if value is None or not _same(value, target):
                return False
        return True


def _spread(screen: Screen, both: Array, most: int = 16) -> Array:
    """Up to `most` points, those where the two differ among them."""
    if len(both) <= most:
        return both
    off = ~_close(screen.reference[both], screen.answer[both])
    wrong, right = both[off], both[~off]
    picked = [*wrong[: most - min(4, len(right))], *right[:4]]
    return np.array(sorted(picked), dtype=int)


def _close(a: Array, b: Array) -> Array:
    """Point by point, whether all entries agree."""
    size = np.maximum(np.abs(a), np.abs(b)).reshape(len(a), -1)
    gap = np.abs(a - b).reshape(len(a), -1)
    scale = size.max(axis=1, initial=0.0)[:, None]
    return (gap <= TOLERANCE * size + 1e-11 * scale).all(axis=1)


def _same(value: Array, target: Array) -> bool:
    shape = tuple(n for n in value.shape[1:] if n != 1)
    if shape != target.shape[1:]:
        return False
    value = value.reshape((len(value), *shape))
    return bool(np.isfinite(value).all()) and bool(_close(value, target).all())


def diagnose(
    evidence: Evidence,
    reference: Side,
    answer: Side,
    symbols: Symbols,
    rules: Sequence[tuple[Rule, Program]] = (),
    deadline: float = float("inf"),
) -> Diagnosis | None:
    """The first explanation that fits, or None; None too when the time is over."""
    try:
        with quiet():
            return _Search(evidence, reference, answer, symbols, deadline).run(rules)
    except OutOfTime:
        return None


class _Search:
    def __init__(
        self,
        evidence: Evidence,
        reference: Side,
        answer: Side,
        symbols: Symbols,
        deadline: float,
    ) -> None:
        self.evidence = evidence
        self.reference = reference
        self.answer = answer
        self.symbols = symbols
        self.probe = _Probe(evidence, deadline)

    def run(self, rules: Sequence[tuple[Rule, Program]]) -> Diagnosis | None:
        if self.evidence.reason == "answer_undefined":
            return self._undefined()
        if self.evidence.reason == "still_random":
            return say("still_random")
        if not self.probe.usable():
            return None
        for rule, program in rules:
            if self.probe.explains(lambda s, p=program: evaluate(p, s.points, FLOATS)):
                return Diagnosis(f"rule:{rule.id}", rule.feedback)
        steps: tuple[Callable[[], Diagnosis | None], ...] = (
            self._factor,
            self._offset,
            self._shape,
            self._swapped,
            self._bias_correction,
            self._whole,
            self._monomial,
            self._edited_reference,
            self._edited_answer,
            self._special_values,
            self._region_of_cases,
            self._far_fetched,
            self._sometimes,
        )
        for step in steps:
            found = step()
            if found is not None:
                return found
        return None

    # ------------------------------------------------------------------ a factor, an offset

    def _ratios(self) -> list[tuple[Screen, Array]] | None:
        """Answer over reference, one number a point, or None where the entries disagree."""
        out: list[tuple[Screen, Array]] = []
        for screen in self.probe.screens:
            a = screen.reference.reshape(len(screen.reference), -1)
            b = screen.answer.reshape(len(screen.answer), -1)
            scale = np.abs(a).max(axis=1, initial=0.0)[:, None]
            telling = np.abs(a) > 1e-9 * scale
            if (~telling & (np.abs(b) > 1e-9 * np.maximum(scale, 1e-300))).any():
                return None
            rows = np.flatnonzero(telling.any(axis=1))
            if len(rows) == 0:
                continue
            # where both are zero, nothing is told
            screen = Screen(screen.points.take(rows), screen.reference[rows], screen.answer[rows])
            a, b, telling = a[rows], b[rows], telling[rows]
            ratio = np.where(telling, b / np.where(telling, a, 1.0), np.nan)
            mean = np.nanmean(ratio, axis=1)
            off = np.abs(ratio - mean[:, None]) > TOLERANCE * np.abs(mean)[:, None]
            if (off & telling).any() or (mean == 0).any():
                return None
            out.append((screen, mean))
        return out or None

    def _factor(self) -> Diagnosis | None:
        self.ratios = self._ratios()
        if self.ratios is None:
            return None
        per_batch: list[float] = []
        for _, ratio in self.ratios:
            if np.ptp(ratio) > TOLERANCE * abs(ratio[0]):
                return None
            per_batch.append(float(ratio[0]))
        first = per_batch[0]
        if all(abs(r - first) <= TOLERANCE * abs(first) for r in per_batch):
            return factor(recognise(first), first)
        return self._dimension_factor(per_batch)

    def _dimension_factor(self, per_batch: list[float]) -> Diagnosis | None:
        """n, 1/n, n·d, √d, … times a plain number."""
        assert self.ratios is not None
        names = list(self.ratios[0][0].points.sizes)
        powers = (1.0, -1.0, 0.5, -0.5, 2.0, -2.0)
        for candidate in _powers(names, powers):
            rest = [
                r / np.prod([float(s.points.sizes[n]) ** p for n, p in candidate])
                for r, (s, _) in zip(per_batch, self.ratios, strict=True)
            ]
            if max(rest) - min(rest) <= TOLERANCE * abs(rest[0]):
                return factor(recognise(float(rest[0])), float(rest[0]), candidate)
        return None

    def _monomial(self) -> Diagnosis | None:
        """A product of powers of positive symbols and dimensions."""
        if self.ratios is None:
            return None
        names = [
            d.name
            for d in self.symbols
            if d.role in ("dimension", "scalar")
            and d.domain in ("positive", "unit", "integer", "nonnegative")
            and not d.shape
            and not d.definition
            and all(d.name in s.points.raw for s, _ in self.ratios)
        ]
        rows: list[Array] = []
        values: list[Array] = []
        for screen, ratio in self.ratios:
            columns = [np.log(np.abs(screen.points.raw[n])) for n in names]
            rows.append(np.column_stack([np.ones(len(ratio)), *columns]))
            values.append(ratio)
        matrix, ratio = np.concatenate(rows), np.concatenate(values)
        if not names or not np.isfinite(matrix).all() or len(matrix) <= len(names) + 1:
            return None
        if not np.isfinite(ratio).all() or not ratio.all():
            return None
        if not (np.sign(ratio) == np.sign(ratio[0])).all():
            return None
        target = np.log(np.abs(ratio))
        solution = np.linalg.lstsq(matrix, target, rcond=None)[0]
        powers = np.rint(2 * solution[1:]) / 2
        rest = target - matrix[:, 1:] @ powers
        if np.ptp(rest) > 1e-7 or not powers.any() or np.abs(powers).max() > 4:
            return None
        number = float(np.sign(ratio[0]) * np.exp(rest.mean()))
        found = [(n, float(p)) for n, p in zip(names, powers, strict=True) if p]
        return factor(recognise(number), number, found)

    def _offset(self) -> Diagnosis | None:
        gaps = [s.answer - s.reference for s in self.probe.screens]
        first = float(gaps[0].reshape(-1)[0])
        size = max(float(np.abs(s.answer).max()) for s in self.probe.screens)
        if abs(first) > 1e-9 and all(
            (np.abs(g - first) <= 1e-9 * max(1, size)).all() for g in gaps
        ):
            return offset(recognise(first), first)
        return None

    # ------------------------------------------------------------------ the whole result

    def _shape(self) -> Diagnosis | None:
        def turned(screen: Screen) -> Array | None:
            a = screen.reference
            return np.swapaxes(a, 1, 2) if a.ndim == 3 and a.shape[1] == a.shape[2] else None

        return say("transposed") if self.probe.explains(turned) else None

    def _whole(self) -> Diagnosis | None:
        changes: tuple[tuple[str, Callable[[Array], Array]], ...] = (
            ("squared", lambda a: a * a),
            ("rooted", np.sqrt),
            ("inverted", lambda a: 1 / a),
            ("complement", lambda a: 1 - a),
            ("logarithm", np.log),
            ("exponential", np.exp),
            ("absolute", np.abs),
            ("softmaxed", lambda a: np.exp(a) / np.exp(a).sum(axis=-1, keepdims=True)),
        )
        for code, change in changes:
            if self.probe.explains(lambda s, f=change: f(s.reference)):
                return say(code)
        return None

    # ------------------------------------------------------------------ symbols

    def _at(self, change: Callable[[Points], Points | None]) -> Callable[[Screen], Array | None]:
        """The reference at changed values of the symbols."""

        def candidate(screen: Screen) -> Array | None:
            points = change(screen.points)
            return None if points is None else evaluate(self.reference.program, points, FLOATS)

        return candidate

    def _free_symbols(self) -> list[Declared]:
        return [
            d
            for d in self.symbols
            if d.name in self.reference.program.symbols
            and d.role in ("scalar", "array", "random")
            and not d.definition
        ]

    def _swapped(self) -> Diagnosis | None:
        used = [
            d
            for d in self.symbols
            if d.name in self.reference.program.symbols | self.answer.program.symbols
            and not d.definition
            and d.role != "function"
        ]
        for k, first in enumerate(used):
            for second in used[:k]:
                if first.shape != second.shape or first.role != second.role:
                    continue

                def change(
                    points: Points, a: str = first.name, b: str = second.name
                ) -> Points | None:
                    if a in points.sizes or b in points.sizes:
                        return None
                    if a not in points.raw or b not in points.raw:
                        return None
                    return points.replaced({a: points.raw[b], b: points.raw[a]})

                if self.probe.explains(self._at(change)):
                    return say("swapped", second.name, first.name)
        return None

    def _special_values(self) -> Diagnosis | None:
        """The reference with one symbol left out, or with one sign or power changed."""
        for declared in self._free_symbols():
            if declared.domain in ("simplex", "onehot", "sphere", "definite", "orthogonal"):
                continue
            for code, change in _CHANGES:
                if code == "rooted" and declared.domain not in ("positive", "unit"):
                    continue

                def changed(
                    points: Points, n: str = declared.name, f: Callable[[Array], Array] = change
                ) -> Points | None:
                    return points.replaced({n: f(points.raw[n])}) if n in points.raw else None

                if self.probe.explains(self._at(changed)):
                    return say(code, declared.name)
        return None

    def _bias_correction(self) -> Diagnosis | None:
        """All or some of the `1 − β^t` treated as 1."""
        corrections: list[Node] = []

        def collect(node: Node) -> Node | None:
            match node:
                case Add((Number(one), _)) if one == 1 and _decaying(node, self.symbols):
                    if node not in corrections:
                        corrections.append(node)
                case _:
                    pass
            return None

        rewrite(self.reference.tree.node, collect)
        if not corrections:
            return None
        groups = [corrections, *([c] for c in corrections)]
        for group in groups:
            without = rewrite(
                self.reference.tree.node,
                lambda node, g=group: Number(_ONE) if node in g else None,
            )
            program = self._program(without, self.reference.tree)
            if program is not None and self.probe.explains(
                lambda s, p=program: evaluate(p, s.points, FLOATS)
            ):
                shown = ", ".join(to_text(c) for c in group)
                return say("bias_correction", shown)
        return None

    # ------------------------------------------------------------------ one change to a formula

    def _program(self, node: Node, tree: Tree) -> Program | None:
        try:
            like = self.reference.program
            return elaborate(node, self.symbols, tree.notation, tree.order, like)
        except Misfit:
            return None

    def _edited_reference(self) -> Diagnosis | None:
        """The reference with one mistake in it."""
        return self._edited(self.reference, "answer", self._changes(self.reference))

    def _edited_answer(self) -> Diagnosis | None:
        """The answer with one mistake mended."""
        return self._edited(self.answer, "reference", self._changes(self.answer))

    def _far_fetched(self) -> Diagnosis | None:
        found = self._edited(self.reference, "answer", self._changes(self.reference, True))
        return found or self._edited(self.answer, "reference", self._changes(self.answer, True))

    def _changes(self, side: Side, far_fetched: bool = False) -> Iterator[Edit]:
        for count, edit in enumerate(edits(side.tree.node, self.symbols)):
            if count >= MAX_EDITS:
                return
            if (edit.code in FAR_FETCHED) == far_fetched:
                yield edit

    def _edited(self, side: Side, of: str, changes: Iterator[Edit]) -> Diagnosis | None:
        memos: dict[int, dict[Any, Array]] = {}
        for edit in changes:
            program = self._program(edit.node, side.tree)
            if program is None or program.free != side.program.free:
                continue
            unseen = program.symbols - side.program.symbols
            if any(n not in s.points.raw for n in unseen for s in self.probe.screens):
                continue
            same_axes = program.axes == side.program.axes and not any(
                axis.dim == -1 for axis in program.axes
            )

            def candidate(screen: Screen, p: Program = program, shared: bool = same_axes) -> Array:
                evaluation = Evaluation(p, screen.points, FLOATS)
                if shared:
                    evaluation.memo = memos.setdefault(id(screen), {})
                return finished(evaluation, p, p.result)

            if self.probe.explains(candidate, of=of):
                return edited(edit, of)
        return None

    # ------------------------------------------------------------------ where it differs

    def _undefined(self) -> Diagnosis:
        place = self.evidence.place
        assert place is not None
        return say("undefined")

    def _agreeing(self) -> Array:
        return np.concatenate([_close(s.reference, s.answer) for s in self.probe.screens])

    def _sometimes(self) -> Diagnosis | None:
        return say("sometimes") if self._agreeing().any() else None

    def _region_of_cases(self) -> Diagnosis | None:
        """The condition under which the two agree."""
        good = self._agreeing()
        if not good.any():
            return None
        for condition in conditions(self.reference.tree.node):
            program = self._program(condition, self.reference.tree)
            if program is None or program.free or program.result.shape.rank:
                continue
            held = np.concatenate(
                [evaluate(program, s.points, FLOATS).ravel() > 0 for s in self.probe.screens]
            )
            if held.any() and not held.all():
                if good[held].all() and not good[~held].any():
                    return say("right_where", to_text(condition))
                if good[~held].all() and not good[held].any():
                    return say("right_except", to_text(condition))
        return None


def conditions(node: Node) -> Iterator[Compare]:
    """The comparisons that divide a formula into its cases, those inside functions too."""
    zero = Number(Fraction(0))
    for part in walk(node):
        match part:
            case Compare(operator) if operator not in ("=", "!="):
                yield part
            case Call("relu" | "abs" | "sign", (of,)):
                yield Compare(">", of, zero)
            case Call("max" | "min", (first, second)):
                yield Compare(">", first, second)
            case _:
                pass


_ONE = Fraction(1)
_CHANGES: tuple[tuple[str, Callable[[Array], Array]], ...] = (
    ("dropped", lambda v: v * 0.0),
    ("one", lambda v: v * 0.0 + 1.0),
    ("negated", lambda v: -v),
    ("doubled", lambda v: v * 2.0),
    ("halved", lambda v: v * 0.5),
    ("symbol_squared", lambda v: v * v),
    ("symbol_rooted", np.sqrt),
    ("symbol_inverted", lambda v: 1.0 / v),
    ("symbol_complement", lambda v: 1.0 - v),
)


def _decaying(node: Add, symbols: Symbols) -> bool:
    """Whether a sum is `1 − β^t` with β between 0 and 1."""
    match node.terms:
        case (_, Negative(Binary("^", Symbol(name), _))):
            return symbols[name].domain == "unit"
        case _:
            return False


def _powers(names: list[str], powers: tuple[float, ...]) -> Iterator[list[tuple[str, float]]]:
    for name in names:
        for power in powers:
            yield [(name, power)]
    for k, first in enumerate(names):
        for second in names[:k]:
            for p in (1.0, -1.0):
                for q in (1.0, -1.0):
                    yield [(second, p), (first, q)]
