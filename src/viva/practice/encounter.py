"""What the use cases hand back: an encounter, and what came of each step."""

from __future__ import annotations

from datetime import date

import msgspec

from viva.core import Attempt, Question, Rating, Text, Variant, Verdict
from viva.store import Draft


class Encounter(msgspec.Struct, frozen=True):
    """One sitting with one variant. `resumed`: it was begun before and is taken up again.

    `draft` is what was typed and not handed in; `hints` how many rungs were taken; `last` the last
    judged answer of an encounter that is taken up again.
    """

    id: str
    variant: Variant
    resumed: bool = False
    draft: Draft | None = None
    hints: int = 0
    last: Attempt | None = None

    @property
    def question(self) -> Question:
        return self.variant.question


class Closing(msgspec.Struct, frozen=True):
    """How an encounter ended: its rating, None where nothing was rated, and when it comes again."""

    rating: Rating | None
    due: date | None
    in_days: int | None


class Submission(msgspec.Struct, frozen=True):
    """What came of an answer. `closing` is set when the encounter is over, which a pass does.

    `ask`: the judge could not decide, so the learner may say how well it went. `repeated`: this
    key had been judged before, and this is what was said then.
    """

    verdict: Verdict
    recorded: Attempt
    closing: Closing | None = None
    ask: bool = False
    repeated: bool = False


class Hint(msgspec.Struct, frozen=True):
    """One rung of the ladder: number `rung` of `of`, counted from 1."""

    rung: int
    of: int
    text: Text


class Undone(msgspec.Struct, frozen=True):
    """What was taken back: the event, and the rating that went with it."""

    event: Attempt
    rating: Rating | None


class Due(msgspec.Struct, frozen=True):
    """A question to review: since when it is due, and the chance in [0, 1] that it is known."""

    question: Question
    due: date
    recall: float


def together(first: str, second: str) -> str:
    """An answer and what was added when the examiner asked on, as one text to be judged: what was
    said first still counts, and so does what contradicts it."""
    return f"{first.rstrip()}\n\n{second.lstrip()}"
