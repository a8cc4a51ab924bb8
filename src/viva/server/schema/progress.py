"""Where the learner stands, and how it came about."""

from __future__ import annotations

from datetime import date, datetime

from viva.core import KindName, Outcome
from viva.server.schema.base import Sent
from viva.server.schema.today import DayCount


class Standing(Sent):
    """The figures of today. `retention` is the measured share of reviews remembered in the last 90
    days, over `reviews` of them; null without any."""

    day: date
    streak_days: int
    answered_today: int
    seconds_today: float
    seconds_week: float
    questions: int
    had: int
    due: int
    retention: float | None
    reviews: int
    retention_wanted: float
    forecast: list[DayCount]


class TopicStrength(Sent):
    """One topic; `strength` in [0, 1] is the mean chance of recall over all its questions."""

    id: str
    title: str
    questions: int
    had: int
    due: int
    strength: float


class PractisedDay(Sent):
    """One day of practice."""

    day: date
    answers: int
    passed: int
    seconds: float


class StrengthOn(Sent):
    """The mean chance of recall over all questions on one day."""

    day: date
    value: float


class WeakPoint(Sent):
    """A question that is often missed, or was not known the last time."""

    id: str
    title: str
    kind: KindName
    topic: str
    topic_title: str
    lapses: int
    strength: float


class ListedAttempt(Sent):
    """One answer, without its text."""

    at: datetime
    encounter: str
    question: str
    title: str
    kind: KindName | None
    outcome: Outcome
    score: float
    elapsed_s: float


class Progress(Sent):
    """All of it; `attempts` are the latest hundred."""

    report: Standing
    topics: list[TopicStrength]
    calendar: list[PractisedDay]
    strength: list[StrengthOn]
    weak: list[WeakPoint]
    attempts: list[ListedAttempt]


class Judging(Sent):
    """How answers are judged, and how well that was measured to work."""

    html: str


class ImportCounts(Sent):
    """How much of each was new."""

    attempts: int
    drafts: int
    draft_versions: int
    overrules: int
    settings: int
