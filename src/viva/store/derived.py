"""What follows from the log, kept so that nobody has to read the log for it.

How it follows is not known here: whoever opens the store brings the rules. Everything is derived
per (learner, question) from that question's events alone, so one event renews a handful of rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from viva.core import Attempt, Rating, ReviewState
from viva.store import log
from viva.store.tables import derivation, learners, memory, progress, unfinished


class Practised(msgspec.Struct, frozen=True):
    """What a learner did with one question on one day.

    `shown` counts encounters begun; `answers` those judged; `passed` those that passed; `reviews`
    rated encounters with something to remember from an earlier day; `remembered` those of them
    rated Hard or better; `seconds` the time spent.
    """

    question: str
    day: date
    shown: int = 0
    answers: int = 0
    passed: int = 0
    reviews: int = 0
    remembered: int = 0
    seconds: float = 0.0


class Unfinished(msgspec.Struct, frozen=True):
    """An encounter that was begun and not closed; `at` is when something last happened in it."""

    encounter: str
    question: str
    at: datetime


class Derived(msgspec.Struct, frozen=True):
    """All that follows for one learner and one question."""

    memory: ReviewState | None
    days: tuple[Practised, ...]
    unfinished: tuple[Unfinished, ...]


class Rules(Protocol):
    """How the derived tables follow from the log; `name` changes whenever the rules do."""

    @property
    def name(self) -> str: ...

    def derive(self, question: str, events: Sequence[Attempt]) -> Derived:
        """From all events of one learner and one question, oldest first; a pure function."""
        ...


def renew(connection: Connection, rules: Rules, learner: str, question: str) -> None:
    """Computes what follows for (learner, question) anew from the log."""
    derived = rules.derive(question, log.of_question(connection, learner, question))
    for table in (memory, progress, unfinished):
        connection.execute(
            delete(table).where(table.c.learner == learner, table.c.question == question)
        )
    if derived.memory is not None:
        row = msgspec.structs.asdict(derived.memory)
        row["rating"] = int(derived.memory.rating)
        connection.execute(insert(memory).values(learner=learner, **row))
    if derived.days:
        rows = [{"learner": learner, **msgspec.structs.asdict(day)} for day in derived.days]
        connection.execute(insert(progress), rows)
    if derived.unfinished:
        rows = [{"learner": learner, **msgspec.structs.asdict(u)} for u in derived.unfinished]
        connection.execute(insert(unfinished), rows)


def is_by(connection: Connection, rules: Rules) -> bool:
    """Whether the derived tables were computed with these rules."""
    return connection.execute(select(derivation.c.rules)).scalar() == rules.name


def renew_all(connection: Connection, rules: Rules) -> None:
    """Throws the derived tables away and computes them anew, while nobody else writes."""
    connection.execute(select(learners.c.name).order_by(learners.c.name).with_for_update())
    for table in (memory, progress, unfinished):
        connection.execute(delete(table))
    for learner, question in log.practised(connection):
        renew(connection, rules, learner, question)
    if connection.execute(update(derivation).values(rules=rules.name)).rowcount == 0:
        connection.execute(insert(derivation).values(only=1, rules=rules.name))


def memory_of(connection: Connection, learner: str) -> Mapping[str, ReviewState]:
    """The memory of every question that was ever rated."""
    query = select(memory).where(memory.c.learner == learner).order_by(memory.c.question)
    states: dict[str, ReviewState] = {}
    for row in connection.execute(query).mappings():
        fields = {name: row[name] for name in ReviewState.__struct_fields__}
        fields["rating"] = Rating(fields["rating"])
        states[row["question"]] = ReviewState(**fields)
    return states


def progress_of(connection: Connection, learner: str) -> tuple[Practised, ...]:
    """What was done, by day and question, oldest first."""
    query = (
        select(progress)
        .where(progress.c.learner == learner)
        .order_by(progress.c.day, progress.c.question)
    )
    names = Practised.__struct_fields__
    return tuple(
        Practised(**{name: row[name] for name in names})
        for row in connection.execute(query).mappings()
    )


def last_shown(connection: Connection, learner: str) -> Mapping[str, date]:
    """The day on which each question was last shown."""
    query = (
        select(progress.c.question, func.max(progress.c.day))
        .where(progress.c.learner == learner, progress.c.shown > 0)
        .group_by(progress.c.question)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def unfinished_of(connection: Connection, learner: str) -> tuple[Unfinished, ...]:
    """The encounters left open, the last touched first."""
    query = (
        select(unfinished)
        .where(unfinished.c.learner == learner)
        .order_by(unfinished.c.at.desc(), unfinished.c.encounter)
    )
    names = Unfinished.__struct_fields__
    return tuple(
        Unfinished(**{name: row[name] for name in names})
        for row in connection.execute(query).mappings()
    )
