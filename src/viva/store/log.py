"""The log of attempts: rows in, rows out; there is no way to change or to delete one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

import msgspec
from sqlalchemy import Connection, RowMapping, Select, bindparam, insert, select, text

from viva.core import Answer, Attempt, BadInput, Rating, Verdict
from viva.store.tables import UtcTime, attempts, learners

_encode = msgspec.json.Encoder().encode
_decode_verdict = msgspec.json.Decoder(Verdict).decode

# All but the number and the two long ones.
_COURSE = tuple(c for c in attempts.c if c.name not in ("number", "answer", "verdict"))
_WHOLE = tuple(c for c in attempts.c if c.name != "number")


def encode_answer(answer: Answer) -> str:
    """An answer as the text that is stored (JSON)."""
    return _encode(answer).decode()


def decode_answer(stored: str) -> Answer:
    """The answer that `encode_answer` made this text from."""
    return cast("Answer", msgspec.json.decode(stored))


def _row(attempt: Attempt) -> dict[str, Any]:
    row = {name: getattr(attempt, name) for name in attempt.__struct_fields__}
    row["answer"] = None if attempt.answer is None else encode_answer(attempt.answer)
    row["verdict"] = None if attempt.verdict is None else _encode(attempt.verdict).decode()
    row["rating"] = None if attempt.rating is None else int(attempt.rating)
    return row


def _attempt(row: RowMapping) -> Attempt:
    fields: dict[str, Any] = dict(row)
    if fields.get("answer") is not None:
        fields["answer"] = decode_answer(fields["answer"])
    if fields.get("verdict") is not None:
        fields["verdict"] = _decode_verdict(fields["verdict"])
    if fields["rating"] is not None:
        fields["rating"] = Rating(fields["rating"])
    return Attempt(**fields)


def _all(connection: Connection, query: Select[Any]) -> tuple[Attempt, ...]:
    return tuple(_attempt(row) for row in connection.execute(query).mappings())


_KNOW = text(
    "INSERT INTO learners (name, since) VALUES (:name, :since) ON CONFLICT DO NOTHING"
).bindparams(bindparam("since", type_=UtcTime))


def know_learner(connection: Connection, learner: str, at: datetime) -> None:
    """Adds the learner where the store does not know them yet, and lets nobody else write theirs.

    On SQLite there is one writer at a time anyway; PostgreSQL holds the learner's row.
    """
    connection.execute(_KNOW, {"name": learner, "since": at})
    connection.execute(select(learners.c.name).where(learners.c.name == learner).with_for_update())


def append(connection: Connection, attempt: Attempt) -> Attempt | None:
    """Adds one event. If its key is known already, adds nothing and returns the event stored.

    The same key for an event of another encounter or another sort is a mistake of the caller.
    """
    stored = by_key(connection, attempt.learner, attempt.key)
    if stored is None:
        connection.execute(insert(attempts).values(**_row(attempt)))
        return None
    if (stored.encounter, stored.event) != (attempt.encounter, attempt.event):
        raise BadInput(
            f"The key “{attempt.key}” was used before, for another event.",
            where="key",
            mend="Give every event a key of its own.",
            zh=f"键“{attempt.key}”已经用在别的事件上。请给每个事件各自的键。",
        )
    return stored


def by_key(connection: Connection, learner: str, key: str) -> Attempt | None:
    """The event of that key, whole."""
    query = select(*_WHOLE).where(attempts.c.learner == learner, attempts.c.key == key)
    row = connection.execute(query).mappings().first()
    return None if row is None else _attempt(row)


def of_question(
    connection: Connection, learner: str, question: str, *, whole: bool = False
) -> tuple[Attempt, ...]:
    """Everything that the learner did with one question, oldest first."""
    query = (
        select(*(_WHOLE if whole else _COURSE))
        .where(attempts.c.learner == learner, attempts.c.question == question)
        .order_by(attempts.c.number)
    )
    return _all(connection, query)


def of_encounter(connection: Connection, learner: str, encounter: str) -> tuple[Attempt, ...]:
    """The events of one encounter, whole, oldest first."""
    query = (
        select(*_WHOLE)
        .where(attempts.c.learner == learner, attempts.c.encounter == encounter)
        .order_by(attempts.c.number)
    )
    return _all(connection, query)


def of_learner(connection: Connection, learner: str, *, whole: bool = True) -> tuple[Attempt, ...]:
    """Everything that the learner ever did, oldest first."""
    query = (
        select(*(_WHOLE if whole else _COURSE))
        .where(attempts.c.learner == learner)
        .order_by(attempts.c.number)
    )
    return _all(connection, query)


def newest(connection: Connection, learner: str, count: int) -> tuple[Attempt, ...]:
    """The last `count` events, without answers, newest first."""
    query = (
        select(*_COURSE)
        .where(attempts.c.learner == learner)
        .order_by(attempts.c.number.desc())
        .limit(count)
    )
    return _all(connection, query)


def practised(connection: Connection) -> Sequence[tuple[str, str]]:
    """Every (learner, question) that the log speaks of."""
    query = select(attempts.c.learner, attempts.c.question).distinct()
    return [(row[0], row[1]) for row in connection.execute(query.order_by(*query.selected_columns))]
