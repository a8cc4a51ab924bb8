"""Events for the log, and the simplest rules under which something follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from viva.core import Attempt, Rating, ReviewState, Verdict
from viva.store import Derived, Practised, Unfinished

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class CountingRules:
    """Memory counts the ratings; progress counts the events; what has no close is unfinished."""

    def __init__(self, name: str = "counting", weight: float = 1.0) -> None:
        self.name = name
        self.weight = weight

    def derive(self, question: str, events: Sequence[Attempt]) -> Derived:
        ratings = [e for e in events if e.rating is not None]
        memory = None
        if ratings:
            rating, last = ratings[-1].rating, ratings[-1].day
            assert rating is not None
            memory = ReviewState(
                question, self.weight * len(ratings), 5.0, last, rating, len(ratings), 0
            )
        days: dict[date, int] = {}
        for event in events:
            days[event.day] = days.get(event.day, 0) + 1
        open_ones = {e.encounter: e.at for e in events}
        for event in events:
            if event.event == "close":
                open_ones.pop(event.encounter, None)
        return Derived(
            memory,
            tuple(Practised(question, day, shown=n) for day, n in sorted(days.items())),
            tuple(Unfinished(name, question, at) for name, at in open_ones.items()),
        )


def attempt(key: str, **fields: Any) -> Attempt:
    """An event with everything filled in that a test does not care for."""
    minutes = fields.pop("minutes", 0)
    defaults: dict[str, Any] = {
        "key": key,
        "learner": "me",
        "encounter": "e1",
        "event": "answer",
        "question": "softmax/by_hand",
        "seed": 7,
        "at": NOON + timedelta(minutes=minutes),
        "day": date(2026, 3, 2),
        "content_hash": "abc",
        "judge_version": "1",
    }
    return Attempt(**(defaults | fields))


def close(key: str, rating: Rating | None = Rating.GOOD, **fields: Any) -> Attempt:
    return attempt(key, event="close", rating=rating, **fields)


def verdict(question: str = "softmax/by_hand", score: float = 1.0) -> Verdict:
    return Verdict(question, 7, "pass" if score == 1.0 else "fail", (score, score))
