"""FSRS over whole days, against the `fsrs` package itself and against what must hold."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta

import pytest
from fsrs import Card, Scheduler
from fsrs import Rating as Grade
from hypothesis import given, settings
from hypothesis import strategies as st

from viva.core import BadInput, Rating, ReviewState
from viva.scheduling import due, forecast, interval_days, recall, reviewed
from viva.scheduling.memory import MAXIMUM_INTERVAL_DAYS, RETENTION_BOUNDS

DAY = date(2026, 3, 2)
reviews = st.lists(
    st.tuples(st.sampled_from(list(Rating)), st.integers(0, 400)), min_size=1, max_size=12
)
retentions = st.floats(*RETENTION_BOUNDS)


def remembered(steps: list[tuple[Rating, int]]) -> ReviewState:
    state, day = None, DAY
    for rating, wait_days in steps:
        day += timedelta(days=wait_days)
        state = reviewed(state, "a/b", rating, day)
    assert state is not None
    return state


@given(reviews, retentions)
def test_it_is_what_the_package_says_for_the_same_days(
    steps: list[tuple[Rating, int]], retention: float
) -> None:
    peer = Scheduler(
        desired_retention=retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )
    card, at = (
        Card(card_id=7, due=datetime(2026, 3, 2, tzinfo=UTC)),
        datetime.combine(DAY, time(12), tzinfo=UTC),
    )
    for rating, wait_days in steps:
        at += timedelta(days=wait_days)
        card, _ = peer.review_card(card, Grade(int(rating)), at)
    state = remembered(steps)
    assert state.stability_days == card.stability
    assert state.difficulty == card.difficulty
    assert due(state, retention) == card.due.date()
    later = at + timedelta(days=11)
    assert recall(state, later.date()) == pytest.approx(
        peer.get_card_retrievability(card, later), rel=1e-12
    )


@given(reviews)
def test_better_ratings_never_come_back_sooner(steps: list[tuple[Rating, int]]) -> None:
    after = [remembered([*steps, (rating, 3)]) for rating in Rating]
    waits = [due(state) - state.last for state in after]
    assert waits == sorted(waits)
    assert min(waits) >= timedelta(days=1)
    assert max(waits) <= timedelta(days=MAXIMUM_INTERVAL_DAYS)


@given(reviews)
def test_wanting_to_remember_more_means_asking_sooner(steps: list[tuple[Rating, int]]) -> None:
    state = remembered(steps)
    days = [due(state, retention) for retention in (0.97, 0.9, 0.8, 0.7)]
    assert days == sorted(days)


@given(reviews, st.integers(0, 2000))
def test_recall_is_a_chance_that_falls(steps: list[tuple[Rating, int]], days: int) -> None:
    state = remembered(steps)
    now = recall(state, state.last + timedelta(days=days))
    assert 0 < now <= 1
    assert recall(state, state.last) == 1
    assert recall(state, state.last + timedelta(days=days + 1)) < now


def test_when_it_is_due_the_chance_has_fallen_to_what_was_wanted() -> None:
    state = remembered([(Rating.GOOD, 0), (Rating.GOOD, 5), (Rating.GOOD, 30)])
    for retention in (0.95, 0.9, 0.8):
        day = due(state, retention)
        assert recall(state, day) == pytest.approx(retention, abs=0.01)


def test_repetitions_and_lapses_are_counted() -> None:
    state = remembered([(Rating.AGAIN, 0), (Rating.GOOD, 1), (Rating.AGAIN, 4), (Rating.AGAIN, 1)])
    assert (state.repetitions, state.lapses) == (4, 2)


def test_an_evening_and_the_next_afternoon_are_two_days() -> None:
    # 22 hours apart, but a night's sleep between: the package alone would call it the same day.
    state = reviewed(None, "a/b", Rating.GOOD, DAY)
    next_day = reviewed(state, "a/b", Rating.GOOD, DAY + timedelta(days=1))
    same_day = reviewed(state, "a/b", Rating.GOOD, DAY)
    assert next_day.stability_days > same_day.stability_days


def test_a_clock_that_went_back_counts_as_the_same_day() -> None:
    state = reviewed(None, "a/b", Rating.GOOD, DAY)
    back = reviewed(state, "a/b", Rating.GOOD, DAY - timedelta(days=3))
    assert back == reviewed(state, "a/b", Rating.GOOD, DAY)
    assert back.last == DAY
    assert recall(state, DAY - timedelta(days=3)) == 1


def test_a_due_date_past_the_calendars_end_is_its_last_day() -> None:
    state = ReviewState("a/b", 1e9, 5.0, date.max - timedelta(days=10), Rating.EASY)
    assert due(state) <= date.max


@pytest.mark.parametrize("retention", [0.0, 0.5, 0.99, 1.0, -1.0, float("nan"), float("inf")])
def test_a_retention_that_cannot_be_planned_for_is_refused(retention: float) -> None:
    with pytest.raises(BadInput, match="retention"):
        interval_days(10.0, retention)


def test_forecast_puts_the_overdue_on_today() -> None:
    states = [
        ReviewState("a/1", 3.0, 5.0, DAY - timedelta(days=30), Rating.GOOD),
        ReviewState("a/2", 3.0, 5.0, DAY - timedelta(days=3), Rating.GOOD),
        ReviewState("a/3", 3.0, 5.0, DAY - timedelta(days=1), Rating.GOOD),
        ReviewState("a/4", 300.0, 5.0, DAY, Rating.GOOD),
    ]
    coming = forecast(states, DAY, 7)
    assert len(coming) == 7
    assert coming[DAY] == 2
    assert coming[DAY + timedelta(days=2)] == 1
    assert sum(coming.values()) == 3


@settings(max_examples=5)
@given(reviews)
def test_nothing_is_left_to_chance(steps: list[tuple[Rating, int]]) -> None:
    assert remembered(steps) == remembered(steps)


def test_the_same_in_another_process() -> None:
    program = (
        "from datetime import date\n"
        "from viva.core import Rating\n"
        "from viva.scheduling import reviewed\n"
        "s = reviewed(None, 'a/b', Rating.GOOD, date(2026, 3, 2))\n"
        "print(repr(reviewed(s, 'a/b', Rating.HARD, date(2026, 3, 9))))"
    )
    env = {**os.environ, "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "7"}
    out = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=env
    )
    here = reviewed(None, "a/b", Rating.GOOD, DAY)
    here = reviewed(here, "a/b", Rating.HARD, date(2026, 3, 9))
    assert out.stdout.strip() == repr(here)
