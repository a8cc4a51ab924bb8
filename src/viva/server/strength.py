"""How much was remembered on each day, computed from the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from viva.core import Attempt, Rating, ReviewState
from viva.practice import course
from viva.practice.course import closes
from viva.scheduling import recall, reviewed

DAYS = 120
POINTS = 40


def strength_by_day(
    events: Sequence[Attempt], questions: int, today: date
) -> list[tuple[date, float]]:
    """The mean chance of recall over `questions` questions, on up to `POINTS` days up to today.

    What was never rated, or was not known at its last encounter before that day, counts as 0.
    """
    if not events or not questions:
        return []
    states = _memories(events)
    first = max(min(e.day for e in events), today - timedelta(days=DAYS))
    span = (today - first).days
    step = max(1, -(-span // POINTS))
    days = sorted({today - timedelta(days=n) for n in range(0, span + 1, step)})
    return [(day, sum(_on(own, day) for own in states) / questions) for day in days]


def _memories(events: Sequence[Attempt]) -> list[list[ReviewState]]:
    """For each question its memory after every rating, oldest first."""
    by_question: dict[str, list[Attempt]] = {}
    for event in events:
        by_question.setdefault(event.question, []).append(event)
    memories: list[list[ReviewState]] = []
    for question, own in by_question.items():
        place = {event.key: n for n, event in enumerate(own)}
        ratings: list[tuple[int, date, Rating]] = []
        for encounter in course(own).values():
            ends = closes(encounter)
            if ends and (rating := ends[-1].rating) is not None:
                ratings.append((place[ends[0].key], ends[0].day, rating))
        state: ReviewState | None = None
        states: list[ReviewState] = []
        for _, day, rating in sorted(ratings):
            state = reviewed(state, question, rating, day)
            states.append(state)
        memories.append(states)
    return memories


def _on(states: Sequence[ReviewState], day: date) -> float:
    known = [s for s in states if s.last <= day]
    if not known or known[-1].rating is Rating.AGAIN:
        return 0.0
    return recall(known[-1], day)
