"""What is asked of the formula worker, and what it answers: plain data, no code."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from viva.core import Text
from viva.judge.kinds.derive.comparison import Counterexample, Options
from viva.judge.kinds.derive.feedback.sentences import Diagnosis
from viva.judge.kinds.derive.notation.tree import Notation

Verdict = Literal["equal", "unequal", "undecided", "unreadable"]


class Formula(msgspec.Struct, frozen=True):
    """A formula as text; its notation is recognised where None."""

    text: str
    notation: Notation | None = None


class RuleText(msgspec.Struct, frozen=True):
    """A wrong formula that an author foresaw, and what to say to it."""

    id: str
    wrong: Formula
    feedback: Text


class CompareRequest(msgspec.Struct, frozen=True, tag="compare"):
    """Compare two formulas."""

    symbols: str | dict[str, Any]
    reference: Formula
    answer: Formula
    options: Options = Options()
    rules: tuple[RuleText, ...] = ()
    diagnosis_s: float = 0.03
    seed: int = 0


class Reading(msgspec.Struct, frozen=True):
    """How a formula was read."""

    text: str
    latex: str
    notation: Notation


class Trouble(msgspec.Struct, frozen=True):
    """Why a formula could not be read; `side` is `reference` or `answer`."""

    side: str
    position: int
    message: Text


class CompareReply(msgspec.Struct, frozen=True, tag="compare"):
    """The outcome; `final` is False while a diagnosis is still being looked for."""

    verdict: Verdict
    diagnosis: Diagnosis | None = None
    counterexample: Counterexample | None = None
    notes: tuple[Text, ...] = ()
    reading: Reading | None = None
    trouble: Trouble | None = None
    final: bool = True


class BadDeclaration(msgspec.Struct, frozen=True, tag="bad"):
    """The symbols could not be declared."""

    sentence: str
    where: str
    mend: str


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """The worker itself failed; `reason` is a traceback, for a bug report."""

    reason: str


Reply = CompareReply | BadDeclaration | Failed
