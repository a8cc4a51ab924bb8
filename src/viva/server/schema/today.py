"""Today: what is due, what is next, what was left open."""

from __future__ import annotations

from datetime import date

from viva.core import KindName
from viva.server.schema.base import Sent


class DueQuestion(Sent):
    """A question to review; `recall` in [0, 1] is the chance that it is still known."""

    id: str
    title: str
    kind: KindName
    topic: str
    topic_title: str
    level: int
    due: date
    recall: float


class NextQuestion(Sent):
    """What would be asked next, and why."""

    id: str
    title: str
    kind: KindName
    level: int
    topic: str
    topic_title: str
    reason: str


class Left(Sent):
    """An encounter that was left open."""

    encounter: str
    id: str
    title: str
    kind: KindName


class DayCount(Sent):
    """How many reviews fall due on a day; what is overdue counts today."""

    day: date
    count: int


class Today(Sent):
    """`nothing` is the sentence to show where `next` is null."""

    due: list[DueQuestion]
    due_count: int
    next: NextQuestion | None
    nothing: str | None
    resume: list[Left]
    streak_days: int
    answered_today: int
    seconds_today: float
    forecast: list[DayCount]
    upcoming_new: int
    missing: dict[str, int]
