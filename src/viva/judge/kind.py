"""What a kind of question must offer; one folder under kinds/ each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, Protocol

import msgspec

from viva.core import Answer, KindName, Outcome, Question, State, Text, Variant, Verdict

if TYPE_CHECKING:
    from viva.catalog.python import BankPython
    from viva.sandbox import Sandbox


class Workshop(Protocol):
    """What a judge lends to its kinds: warm sandboxes, and a bank's own Python."""

    @property
    def bank(self) -> BankPython: ...

    def sandbox(self, flavour: Literal["numpy", "torch"]) -> Sandbox: ...


class Specimen(msgspec.Struct, frozen=True):
    """An answer whose verdict is known beforehand, so that the judge can be proved with it.

    `role` says why it is there: `starter` must not pass, `worked` (the model answer of this very
    variant) and `right` must pass, `wrong` must get exactly `outcome`. `states`, where given, is
    the state that each named criterion must get; `says`, where given, is a piece of English that
    some criterion's feedback must hold. `role` "mutant" must not pass, or be listed as
    equivalent. `forbids` lists the states that a criterion must not get; the score must lie in
    [`at_least`, `at_most`].
    """

    name: str
    role: Literal["starter", "worked", "right", "wrong", "mutant", "invalid"]
    answer: Answer
    outcome: Outcome | None
    states: dict[str, State] = {}
    says: str = ""
    forbids: Mapping[str, tuple[State, ...]] = {}
    at_least: float = 0.0
    at_most: float = 1.0


class FollowUp(msgspec.Struct, frozen=True):
    """A question of the examiner's after an answer, and the point that it is after."""

    point: str
    question: Text


class Kind(Protocol):
    """How one kind of question is posed, answered and judged.

    Everything an author may get wrong in a question's folder raises `BadInput` naming the file
    and field; an author's code that fails raises `JudgeFailed`.
    """

    name: KindName

    def variant(self, question: Question, seed: int, workshop: Workshop) -> Variant:
        """The question with its numbers filled in: a pure function of (question, seed)."""
        ...

    def parse(self, variant: Variant, raw: object) -> Answer:
        """The answer in this kind's shape, or `BadInput`: no answer at all, never an attempt."""
        ...

    def grade(self, variant: Variant, answer: Answer, workshop: Workshop) -> Verdict:
        """The verdict, `elapsed_ms` not yet filled in."""
        ...

    def specimens(self, variant: Variant, workshop: Workshop) -> Iterator[Specimen]:
        """The starter, the worked answer, and every right and wrong answer that is listed."""
        ...

    def mutants(self, variant: Variant, workshop: Workshop) -> Iterator[Specimen]:
        """Small automatic edits of the solution which must not pass; a kind may have none."""
        ...

    def equivalent(self, question: Question) -> dict[str, str]:
        """The mutants that mean the same as the solution: name → the author's reason."""
        ...

    def as_shown(self, variant: Variant, answer: Any) -> str:
        """An answer as a face shows it: a string that `parse` would take again."""
        ...

    def follow_up(
        self, variant: Variant, verdict: Verdict, asked: Collection[str]
    ) -> FollowUp | None:
        """What an examiner asks next; None where nothing is left, or the kind holds no talk.

        `asked` are the points that were asked for before.
        """
        ...
