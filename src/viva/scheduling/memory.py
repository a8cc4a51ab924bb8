"""FSRS over whole days: how long a question is remembered, and when it is due again.

The `fsrs` package counts elapsed time in spans of 24 hours. A review at 22:00 and the next at
20:00 would then fall on "the same day". We hand it the learner's days at noon instead, so that
elapsed time is the difference of two dates and every due date is a date. Fuzzing is off, and so are
the minute-long learning steps: the shortest interval is one day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

from viva.core import BadInput, Rating, ReviewState

if TYPE_CHECKING:
    from fsrs import Scheduler

DEFAULT_RETENTION = 0.9
RETENTION_BOUNDS = (0.7, 0.97)
MAXIMUM_INTERVAL_DAYS = 36_500

# Names the model and its weights. Memory that was computed under another name is computed anew
# from the log.
MODEL = "fsrs-6/default/whole-days/1"


def checked_retention(retention: float) -> float:
    """`retention` as it is, or a sentence saying which values make sense."""
    low, high = RETENTION_BOUNDS
    if not low <= retention <= high:
        raise BadInput(
            f"A retention of {retention:g} cannot be planned for.",
            where="retention",
            mend=f"Give a number from {low} to {high}.",
            zh=f"记忆保持率 {retention:g} 没法安排。请给 {low} 到 {high} 之间的数。",
        )
    return retention


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    # The desired retention moves no stability and no difficulty, only the interval, which
    # `interval_days` computes for the retention wanted at that moment.
    return Scheduler(
        desired_retention=DEFAULT_RETENTION,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=MAXIMUM_INTERVAL_DAYS,
        enable_fuzzing=False,
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12, 0), tzinfo=UTC)


def reviewed(state: ReviewState | None, question: str, rating: Rating, day: date) -> ReviewState:
    """The memory of `question` after an encounter on `day` that was rated `rating`.

    `state` is the memory before, None at the first encounter. A day before the last one (a clock
    that was set back, a journey west) counts as the same day.
    """
    from fsrs import Card, State
    from fsrs import Rating as Grade

    assert state is None or state.question == question
    day = day if state is None else max(day, state.last)
    if state is None:
        card = Card(card_id=1, state=State.Learning, step=0, due=_noon(day))
    else:
        card = Card(
            card_id=1,
            state=State.Review,
            stability=state.stability_days,
            difficulty=state.difficulty,
            due=_noon(day),
            last_review=_noon(state.last),
        )
    card, _ = _scheduler().review_card(card, Grade(int(rating)), _noon(day))
    assert card.stability is not None
    assert card.difficulty is not None
    lapsed = state is not None and rating is Rating.AGAIN
    return ReviewState(
        question=question,
        stability_days=card.stability,
        difficulty=card.difficulty,
        last=day,
        rating=rating,
        repetitions=1 if state is None else state.repetitions + 1,
        lapses=(0 if state is None else state.lapses) + lapsed,
    )


def _decay_and_factor() -> tuple[float, float]:
    decay = -_scheduler().parameters[20]
    return decay, 0.9 ** (1 / decay) - 1


def recall(state: ReviewState, day: date) -> float:
    """The chance in [0, 1] that the question would be answered on `day`.

    R(t, S) = (1 + F·t/S)^d with decay d and F = 0.9^(1/d) − 1, so that R(S, S) = 0.9 (FSRS-6).
    """
    decay, factor = _decay_and_factor()
    elapsed_days = max(0, (day - state.last).days)
    return (1 + factor * elapsed_days / state.stability_days) ** decay


def interval_days(stability_days: float, retention: float = DEFAULT_RETENTION) -> int:
    """Whole days until the chance of recall has fallen to `retention`; at least one."""
    decay, factor = _decay_and_factor()
    wait = stability_days / factor * (checked_retention(retention) ** (1 / decay) - 1)
    return min(max(round(wait), 1), MAXIMUM_INTERVAL_DAYS)


def due(state: ReviewState, retention: float = DEFAULT_RETENTION) -> date:
    """The day on which the question should be asked again."""
    days = interval_days(state.stability_days, retention)
    return min(state.last, date.max - timedelta(days=days)) + timedelta(days=days)


def forecast(
    memory: Iterable[ReviewState], today: date, days: int, retention: float = DEFAULT_RETENTION
) -> Mapping[date, int]:
    """How many questions fall due on each of the next `days` days; what is overdue is today's."""
    counts = {today + timedelta(days=i): 0 for i in range(days)}
    for state in memory:
        day = max(due(state, retention), today)
        if day in counts:
            counts[day] += 1
    return counts
