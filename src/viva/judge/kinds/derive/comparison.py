"""Compares an answer with a reference: the verdict first, the diagnosis if there is time."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal

import msgspec

from viva.core import Text
from viva.judge.kinds.derive.feedback.diagnosis import Rule, Side, diagnose
from viva.judge.kinds.derive.feedback.sentences import Diagnosis, say
from viva.judge.kinds.derive.meaning.alignment import aligned
from viva.judge.kinds.derive.meaning.elaborate import elaborate
from viva.judge.kinds.derive.meaning.equivalence import Evidence, settle
from viva.judge.kinds.derive.meaning.factors import same_up_to_factor
from viva.judge.kinds.derive.meaning.program import Program
from viva.judge.kinds.derive.meaning.relations import (
    check_relations,
    compare_relations,
    relations_of,
)
from viva.judge.kinds.derive.notation.reading import read
from viva.judge.kinds.derive.notation.render import to_text
from viva.judge.kinds.derive.notation.symbols import Symbols
from viva.judge.kinds.derive.notation.tree import (
    Applied,
    Element,
    Negative,
    Node,
    Notation,
    Optimum,
    Symbol,
    Tree,
)
from viva.judge.kinds.derive.notation.unreadable import Misfit

ComparisonVerdict = Literal["equal", "unequal", "undecided"]
DIAGNOSIS_S = 0.03


class Counterexample(msgspec.Struct, frozen=True):
    """Values of the symbols at which the two differ, and what each of them gives there."""

    at: dict[str, Any]
    expected: Any
    given: Any


class Comparison(msgspec.Struct, frozen=True):
    """The outcome of comparing an answer with a reference."""

    verdict: ComparisonVerdict
    diagnosis: Diagnosis | None = None
    counterexample: Counterexample | None = None
    notes: tuple[Text, ...] = ()


class Options(msgspec.Struct, frozen=True):
    """What a question allows.

    `up_to_factor`: a positive factor that depends on no symbol (but those in `factor_of`) does
    not count. `either_turn`: a row may answer a column.
    """

    up_to_factor: bool = False
    factor_of: tuple[str, ...] = ()
    either_turn: bool = False


PLAIN = Options()


class Pending(msgspec.Struct, frozen=True):
    """A verdict whose diagnosis is still to be looked for."""

    comparison: Comparison
    answer: Tree
    evidence: Evidence | None = None
    reference_side: Side | None = None
    answer_side: Side | None = None


def compare(
    reference: Tree | str,
    answer: Tree | str,
    symbols: Symbols,
    *,
    notation: Notation | None = None,
    options: Options = PLAIN,
    rules: Sequence[Rule] = (),
    diagnosis_s: float = DIAGNOSIS_S,
    seed: int = 0,
) -> Comparison:
    """Whether two formulas are the same function of the symbols, and if not, how they differ.

    Args:
        reference: the right formula, as text or as read.
        answer: the other one.
        symbols: what both are written in.
        notation: of the texts, recognised where None.
        options: what does not count as a difference.
        rules: the author's wrong formulas.
        diagnosis_s: how much processor time a diagnosis may take; 0 for none.
        seed: of the drawn points.

    Raises:
        Unreadable: where a text is no formula.
    """
    first = read(reference, symbols, notation) if isinstance(reference, str) else reference
    second = read(answer, symbols, notation) if isinstance(answer, str) else answer
    pending = judge(first, second, symbols, options, seed)
    return explain(pending, symbols, rules, diagnosis_s)


def judge(
    reference: Tree,
    answer: Tree,
    symbols: Symbols,
    options: Options = PLAIN,
    seed: int = 0,
) -> Pending:
    """The verdict alone, with what a diagnosis needs."""
    asked = relations_of(reference)
    if asked is not None and not (_is_named(reference) and relations_of(answer) is None):
        return Pending(_relations(asked, answer, symbols, seed), answer)
    reference_node, answer_node, aim, notes = _aims(reference.node, answer.node)
    if aim is not None:
        return Pending(Comparison("unequal", aim), answer)
    try:
        right = _program(reference_node, symbols, reference.notation, reference.order)
    except Misfit as error:
        found = Diagnosis("reference", error.message)
        return Pending(Comparison("undecided", found), answer)
    try:
        sides = _own_sides(answer, answer_node)
        programs = [
            elaborate(node, symbols, answer.notation, answer.order, right) for node in sides
        ]
        order = aligned(right, programs[-1], either_turn=options.either_turn)
    except Misfit as error:
        code = "transposed" if "transposed" in error.message.en[:11] else "dimensions"
        found = Diagnosis(code, error.message)
        return Pending(Comparison("unequal", found, notes=notes), answer)
    evidence = settle(right, programs[-1], symbols, order, seed)
    for node, program in zip(sides[:-1], programs[:-1], strict=True):
        if not _same_side(programs[-1], program, symbols, options, seed):
            found = say("two_sides", to_text(node), to_text(answer_node))
            return Pending(Comparison("unequal", found, notes=notes), answer)
    if (
        evidence.finding == "unequal"
        and options.up_to_factor
        and same_up_to_factor(right, programs[-1], symbols, order, options.factor_of, seed)
    ):
        return Pending(Comparison("equal", notes=notes), answer)
    comparison = Comparison(
        evidence.finding,
        None,
        _counterexample(evidence, right, programs[-1]),
        (*notes, *_undefined_note(evidence)),
    )
    return Pending(
        comparison,
        answer,
        evidence,
        Side(msgspec.structs.replace(reference, node=reference_node), right),
        Side(msgspec.structs.replace(answer, node=answer_node), programs[-1]),
    )


def _same_side(
    last: Program, other: Program, symbols: Symbols, options: Options, seed: int
) -> bool:
    """Whether two sides of the learner's own equation are the same."""
    try:
        order = aligned(last, other, either_turn=options.either_turn)
    except Misfit:
        return False
    return settle(last, other, symbols, order, seed).finding == "equal"


def explain(
    pending: Pending,
    symbols: Symbols,
    rules: Sequence[Rule] = (),
    diagnosis_s: float = DIAGNOSIS_S,
) -> Comparison:
    """The verdict with the diagnosis that fits, where one is found in time."""
    comparison = pending.comparison
    if comparison.verdict != "unequal" or diagnosis_s <= 0:
        return comparison
    foreseen = _foreseen(pending, symbols, rules)
    if foreseen is not None:
        return msgspec.structs.replace(comparison, diagnosis=foreseen)
    if (
        comparison.diagnosis is not None
        or pending.evidence is None
        or pending.reference_side is None
        or pending.answer_side is None
    ):
        return comparison
    found = diagnose(
        pending.evidence,
        pending.reference_side,
        pending.answer_side,
        symbols,
        _programs(rules, pending.reference_side.program, symbols),
        time.process_time() + diagnosis_s,
    )
    return msgspec.structs.replace(comparison, diagnosis=found)


def _foreseen(pending: Pending, symbols: Symbols, rules: Sequence[Rule]) -> Diagnosis | None:
    """The author's rule for an answer of another shape, for a relation, or word for word."""
    for rule in rules:
        same = rule.wrong.node == pending.answer.node
        if not same and pending.evidence is None:
            same = judge(rule.wrong, pending.answer, symbols).comparison.verdict == "equal"
        if same:
            return Diagnosis(f"rule:{rule.id}", rule.feedback)
    return None


def _programs(
    rules: Sequence[Rule], reference: Program, symbols: Symbols
) -> list[tuple[Rule, Program]]:
    """The wrong formulas that have the reference's shape, resolved."""
    known: list[tuple[Rule, Program]] = []
    for rule in rules:
        try:
            program = elaborate(rule.wrong.node, symbols, rule.wrong.notation, rule.wrong.order)
            aligned(reference, program, either_turn=True)
        except Misfit:
            continue
        known.append((rule, program))
    return known


@lru_cache(maxsize=64)
def _cached_program(
    node: Node, key: str, notation: Notation, order: tuple[str, ...], symbols: _ById
) -> Program:
    return elaborate(node, symbols.symbols, notation, order)


class _ById:
    """Symbols as a key of a cache: the same object, or equal declarations."""

    __slots__ = ("symbols",)

    def __init__(self, symbols: Symbols) -> None:
        self.symbols = symbols

    def __hash__(self) -> int:
        return hash(tuple(self.symbols.table))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ById) and self.symbols == other.symbols


def _program(node: Node, symbols: Symbols, notation: Notation, order: tuple[str, ...]) -> Program:
    """A reference's program; the same one is asked for again and again."""
    return _cached_program(node, "", notation, order, _ById(symbols))


def _is_named(reference: Tree) -> bool:
    """Whether a reference such as `w = X^T α` may also stand for its right side alone."""
    return len(reference.sides) == 2 and _is_name(reference.sides[0])


def _is_name(node: Node) -> bool:
    return isinstance(node, (Symbol, Element, Applied))


def _own_sides(answer: Tree, node: Node) -> list[Node]:
    """What stood between the learner's own equals signs, a bare name at the front left out."""
    sides = list(answer.sides[:-1])
    if sides and _is_name(sides[0]):
        sides = sides[1:]
    return [*sides, node]


def _aims(reference: Node, answer: Node) -> tuple[Node, Node, Diagnosis | None, tuple[Text, ...]]:
    """Takes `max_α …` off both, and compares what is to be done and over what."""
    if not isinstance(reference, Optimum):
        if isinstance(answer, Optimum):
            return reference, answer.body, None, ()
        return reference, answer, None, ()
    if not isinstance(answer, Optimum):
        note = Text(
            f"You left out what is optimised ({reference.operator}).",
            f"你没有写明是{'最大化' if reference.operator.endswith('max') else '最小化'}。",
        )
        return reference.body, answer, None, (note,)
    if set(answer.over) != set(reference.over):
        return reference.body, answer.body, say("aim_over"), ()
    if answer.operator == reference.operator:
        return reference.body, answer.body, None, ()
    if answer.operator[-3:] != reference.operator[-3:]:
        # the maximum of f is minus the minimum of −f, at the same place
        return Negative(reference.body), answer.body, None, ()
    return reference.body, answer.body, say("aim"), ()


def _relations(asked: Sequence[Any], answer: Tree, symbols: Symbols, seed: int) -> Comparison:
    given = relations_of(answer)
    if given is None:
        return Comparison("unequal", say("no_relation"))
    try:
        check_relations(asked, symbols)
    except Misfit as error:
        return Comparison("undecided", Diagnosis("reference", error.message))
    try:
        same, hint = compare_relations(asked, given, symbols, seed)
    except Misfit as error:
        return Comparison("unequal", Diagnosis("dimensions", error.message))
    if same:
        return Comparison("equal")
    return Comparison("unequal", None if hint is None else say(hint[0], *hint[1:]))


def _undefined_note(evidence: Evidence) -> tuple[Text, ...]:
    if not evidence.undefined or evidence.finding != "equal":
        return ()
    return (
        Text(
            f"It is undefined at {evidence.undefined} of the values that were tried; "
            "these were left out.",
            f"在所试取值中，有 {evidence.undefined} 处它没有定义，这些取值未计入。",
        ),
    )


def _counterexample(
    evidence: Evidence, reference: Program, answer: Program
) -> Counterexample | None:
    place = evidence.place
    if place is None or evidence.finding != "unequal":
        return None
    screen = evidence.screens[place.screen]
    names = sorted(reference.symbols | answer.symbols)
    at = screen.points.shown(place.point, names)
    return Counterexample(
        at,
        _rounded(screen.reference[place.point]),
        _rounded(screen.answer[place.point]),
    )


def _rounded(values: Any) -> Any:
    import numpy as np

    with np.errstate(all="ignore"):
        out = np.array([float(f"{v:.6g}") for v in np.asarray(values, dtype=float).ravel()])
    shaped = out.reshape(np.shape(values)).tolist()
    return _finite(shaped)


def _finite(value: Any) -> Any:
    """NaN has no place in JSON: an undefined value is null."""
    if isinstance(value, list):
        return [_finite(v) for v in value]
    return value if value == value and abs(value) != float("inf") else None
