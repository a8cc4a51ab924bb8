"""Where the learner stands: a pure function of what was done and what is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from viva.core import Question, Rating, ReviewState, Text, Topic
from viva.scheduling import due, forecast, recall
from viva.store import Practised

FORECAST_DAYS = 14
RETENTION_WINDOW_DAYS = 90


class TopicStanding(msgspec.Struct, frozen=True):
    """One topic. `strength` in [0, 1] is the mean chance of recall over all its questions.

    A question that was never rated, or was not known at its last encounter, counts as 0. `had`
    counts the rated ones, `due` those to review today.
    """

    topic: str
    title: Text
    questions: int
    had: int
    due: int
    strength: float


class Report(msgspec.Struct, frozen=True):
    """The whole standing on one day.

    `streak_days` counts days of practice in a row; a single day off does not end it.
    `retention` is the measured share of reviews that were remembered in the last 90 days, over
    `reviews` of them (None without any); `retention_wanted` is the setting. `forecast` says how
    many reviews fall due on each of the coming days, the overdue ones today.
    """

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
    forecast: tuple[tuple[date, int], ...]
    topics: tuple[TopicStanding, ...]
    missing: Mapping[str, int] = {}


def streak(days: Iterable[date], today: date) -> int:
    """Days of practice in a row up to today, where one missed day at a time is forgiven.

    Today itself may still be empty: the day is not over.
    """
    count = 0
    after = today + timedelta(days=1)
    for day in sorted({d for d in days if d <= today}, reverse=True):
        # From tomorrow's point of view: today empty and yesterday missed is two days off.
        if (after - day).days > (3 if count == 0 else 2):
            break
        count += 1
        after = day
    return count


def _known_now(state: ReviewState, today: date) -> float:
    # FSRS takes a question just seen as known, even where it was seen by failing it.
    return 0.0 if state.rating is Rating.AGAIN else recall(state, today)


def report(
    questions: Sequence[Question],
    topics: Mapping[str, Topic],
    memory: Mapping[str, ReviewState],
    progress: Sequence[Practised],
    today: date,
    retention: float,
    missing: Mapping[str, int],
) -> Report:
    """The standing on `today` over `questions`, the ones that this machine can ask."""
    standing: list[TopicStanding] = []
    by_topic: dict[str, list[Question]] = {}
    for question in questions:
        by_topic.setdefault(question.topic, []).append(question)
    known = {q.id: memory[q.id] for q in questions if q.id in memory}
    for name, own in by_topic.items():
        states = [known[q.id] for q in own if q.id in known]
        standing.append(
            TopicStanding(
                topic=name,
                title=topics[name].title if name in topics else Text.same(name),
                questions=len(own),
                had=len(states),
                due=sum(due(s, retention) <= today for s in states),
                strength=sum(_known_now(s, today) for s in states) / len(own),
            )
        )
    window = [p for p in progress if 0 <= (today - p.day).days < RETENTION_WINDOW_DAYS]
    reviews = sum(p.reviews for p in window)
    remembered = sum(p.remembered for p in window)
    now = [p for p in progress if p.day == today]
    return Report(
        day=today,
        streak_days=streak((p.day for p in progress if p.answers), today),
        answered_today=sum(p.answers for p in now),
        seconds_today=sum(p.seconds for p in now),
        seconds_week=sum(p.seconds for p in progress if 0 <= (today - p.day).days < 7),
        questions=len(questions),
        had=len(known),
        due=sum(t.due for t in standing),
        retention=remembered / reviews if reviews else None,
        reviews=reviews,
        retention_wanted=retention,
        forecast=tuple(forecast(known.values(), today, FORECAST_DAYS, retention).items()),
        topics=tuple(standing),
        missing=missing,
    )
