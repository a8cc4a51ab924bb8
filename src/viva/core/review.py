"""What is remembered: an attempt, a rating, and the memory of one question."""

from __future__ import annotations

from datetime import date, datetime
from enum import IntEnum
from typing import Literal

import msgspec

from viva.core.verdict import Outcome

AttemptEvent = Literal["answer", "hint", "give_up", "close", "undo"]


class Rating(IntEnum):
    """How well it was remembered; the four grades of FSRS."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Attempt(msgspec.Struct, frozen=True):
    """One line of the append-only log, from which everything else can be rebuilt.

    An encounter is one sitting with one variant: answers and hints, then a `close` that carries
    the rating. `key` is the idempotency key: the same key twice is the same event once.
    """

    key: str
    learner: str
    encounter: str
    event: AttemptEvent
    question: str
    seed: int
    at: datetime
    day: date
    content_hash: str
    judge_version: str
    answer: str = ""
    outcome: Outcome | None = None
    score_low: float | None = None
    score_high: float | None = None
    rating: Rating | None = None
    elapsed_s: float = 0.0
    hint: int = 0


class ReviewState(msgspec.Struct, frozen=True):
    """The memory of one question: FSRS's stability [days], difficulty [1, 10], and when next."""

    question: str
    stability_days: float
    difficulty: float
    due: datetime
    last: datetime
    repetitions: int
    lapses: int
