"""What is remembered: an attempt, a rating, and the memory of one question."""

from __future__ import annotations

from datetime import date, datetime
from enum import IntEnum
from typing import Literal

import msgspec

from viva.core.answer import Answer
from viva.core.verdict import Outcome, Verdict

AttemptEvent = Literal["start", "answer", "hint", "give_up", "close", "undo"]


class Rating(IntEnum):
    """How well it was remembered; the four grades of FSRS."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Attempt(msgspec.Struct, frozen=True):
    """One line of the append-only log, from which everything else can be rebuilt.

    An encounter is one sitting with one variant: a `start`, then answers and hints, then a `close`
    that carries the rating (None: nothing to rate). `key` is the idempotency key: the same key
    twice is the same event once. `at` is in UTC; `day` is the learner's day, which begins at 04:00
    of the learner's own clock. `variant` is a fingerprint of what was shown, so that the learner
    is not shown it twice. `hint` counts rungs from 1. An `undo` names in `undoes` the key of an
    earlier event of the same encounter, and takes back that event and all that followed it there.
    Where only the course of events is asked for, the log is read without the bulky `answer` and
    `verdict`.
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
    variant: str = ""
    answer: Answer | None = None
    outcome: Outcome | None = None
    score_low: float | None = None
    score_high: float | None = None
    verdict: Verdict | None = None
    rating: Rating | None = None
    elapsed_s: float = 0.0
    hint: int = 0
    undoes: str = ""


class ReviewState(msgspec.Struct, frozen=True):
    """The memory of one question: FSRS's stability [days] and difficulty [1, 10].

    `last` is the learner's day of the last rated encounter. When it is due follows from the
    stability and the retention that the learner wants, so it is not kept here.
    """

    question: str
    stability_days: float
    difficulty: float
    last: date
    rating: Rating
    repetitions: int = 1
    lapses: int = 0
