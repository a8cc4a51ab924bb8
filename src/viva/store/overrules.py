"""Where the learner says that the judge was wrong about a point. The log itself is not changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec
from sqlalchemy import Connection, delete, insert, select

from viva.store.tables import overrules


class Overrule(msgspec.Struct, frozen=True):
    """`attempt` is the key of the answer's event; `state` is what the learner says instead."""

    attempt: str
    criterion: str
    state: Literal["covered", "missing"]
    note: str
    at: datetime


def keep(connection: Connection, learner: str, overrule: Overrule) -> None:
    """Keeps it in the place of an earlier one about the same point."""
    forget(connection, learner, overrule.attempt, overrule.criterion)
    row = msgspec.structs.asdict(overrule)
    connection.execute(insert(overrules).values(learner=learner, **row))


def forget(connection: Connection, learner: str, attempt: str, criterion: str) -> None:
    """Takes one back."""
    connection.execute(
        delete(overrules).where(
            overrules.c.learner == learner,
            overrules.c.attempt == attempt,
            overrules.c.criterion == criterion,
        )
    )


def of_learner(
    connection: Connection, learner: str, attempts: Sequence[str] | None = None
) -> tuple[Overrule, ...]:
    """All of a learner's, or those about some answers."""
    query = select(overrules).where(overrules.c.learner == learner)
    if attempts is not None:
        query = query.where(overrules.c.attempt.in_(list(attempts)))
    query = query.order_by(overrules.c.at, overrules.c.attempt, overrules.c.criterion)
    names = Overrule.__struct_fields__
    return tuple(
        Overrule(**{name: row[name] for name in names})
        for row in connection.execute(query).mappings()
    )
