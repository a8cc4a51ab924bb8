"""The report, by hand and from a real course of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from practice_toys import Desk

from viva.practice import streak
from viva.scheduling import Wish, recall

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("ago_days", "count"),
    [
        ([], 0),
        ([0], 1),
        ([1], 1),
        ([2], 1),  # yesterday off, and today is not over
        ([3], 0),
        ([0, 1, 2], 3),
        ([0, 2, 3], 3),
        ([0, 3, 4], 1),  # two days off in a row end it
        ([0, 2, 4, 6], 4),
        ([1, 2, 4, 7], 3),
        ([-1, 0], 1),  # tomorrow, from a clock that was wrong
    ],
)
def test_a_single_day_off_is_forgiven(ago_days: list[int], count: int) -> None:
    assert streak([TODAY - timedelta(days=n) for n in ago_days], TODAY) == count


def test_a_report_of_some_days(desk: Desk) -> None:
    first = desk.practice.progress(desk.now)
    assert (first.questions, first.had, first.due, first.streak_days) == (3, 0, 0, 0)
    assert first.retention is None
    assert first.missing == {"torch": 1}
    assert [t.strength for t in first.topics] == [0, 0]

    encounter = desk.practice.start("mean/by_hand", desk.now)
    desk.wait(minutes=2)
    desk.practice.submit(encounter, "wrong", desk.now)
    desk.wait(minutes=1)
    desk.practice.submit(encounter, "pass", desk.now)
    desk.do("variance/by_hand", "error")
    desk.wait(days=1)
    desk.do("mean/by_hand", "pass")
    desk.wait(days=2)
    desk.do("mean/by_hand", "wrong")

    last = desk.practice.progress(desk.now)
    mean, variance = last.topics
    assert (mean.topic, mean.questions, mean.had, mean.due) == ("mean", 2, 1, 0)
    assert mean.title.zh == "均值"
    # It was not known at its last encounter, so it has no strength until it is.
    assert mean.strength == 0
    # A judge's error is no answer and nothing had.
    assert (variance.had, variance.strength) == (0, 0)
    assert last.answered_today == 1
    assert last.seconds_week == 180
    assert last.streak_days == 3
    # Two reviews: one remembered, one not; the first encounter was none.
    assert (last.reviews, last.retention) == (2, 0.5)
    assert sum(n for _, n in last.forecast) == 1
    assert last.forecast[1] == (last.day + timedelta(days=1), 1)
    desk.wait(days=1)
    assert desk.practice.progress(desk.now).due == 1
    desk.do("mean/by_hand", "pass")
    desk.wait(days=1)
    mean = desk.practice.progress(desk.now).topics[0]
    state = desk.store.memory("me")["mean/by_hand"]
    assert mean.strength == recall(state, desk.practice.today(desk.now)) / 2 > 0.4
    assert desk.practice.progress(desk.now, Wish(topic="variance")).questions == 1


def test_practising_twice_a_day_is_one_review_a_day(desk: Desk) -> None:
    desk.do("mean/by_hand", "pass")
    desk.do("mean/by_hand", "pass")
    assert desk.practice.progress(desk.now).reviews == 0
    desk.wait(days=5)
    desk.do("mean/by_hand", "pass")
    desk.do("mean/by_hand", "wrong")
    report = desk.practice.progress(desk.now)
    assert (report.reviews, report.retention) == (1, 1.0)
