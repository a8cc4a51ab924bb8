"""What drafts were before, so that an overwritten text is not lost.

Every writer (a tab) has a chain of versions of its own. Within a minute the newest is written
over, unless much of the text goes: then the longer one stays. What came too late to become the
draft is kept as set aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Literal, cast

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from viva.core import Answer
from viva.store.log import decode_answer, encode_answer
from viva.store.tables import draft_versions

KEPT = 40
TOGETHER = timedelta(seconds=60)
# A text that loses more than this share at once was perhaps not meant to.
MUCH = 0.3
Fate = Literal["kept", "set_aside"]


class DraftVersion(msgspec.Struct, frozen=True):
    """One text that was kept. `version` is the draft's number that its writer had reached;
    `set_aside`: somebody else's text had become the draft meanwhile."""

    encounter: str
    client: str
    version: int
    fate: Fate
    since: datetime
    at: datetime
    body: Answer


def note(
    connection: Connection,
    learner: str,
    encounter: str,
    client: str,
    body: Answer,
    at: datetime,
    version: int,
    fate: Fate,
) -> None:
    """Keeps what `client` typed."""
    table = draft_versions
    of_it = (table.c.learner == learner, table.c.encounter == encounter)
    last = (
        connection.execute(
            select(table)
            .where(*of_it, table.c.client == client)
            .order_by(table.c.number.desc())
            .limit(1)
        )
        .mappings()
        .first()
    )
    text = encode_answer(body)
    if last is not None and last["body"] == text and last["fate"] == fate:
        return
    values: dict[str, Any] = {"version": version, "at": at, "body": text}
    if (
        last is not None
        and last["fate"] == fate
        and at - last["since"] < TOGETHER
        and len(text) >= (1 - MUCH) * len(last["body"])
    ):
        connection.execute(update(table).where(table.c.number == last["number"]).values(**values))
        return
    connection.execute(
        insert(table).values(
            learner=learner, encounter=encounter, client=client, fate=fate, since=at, **values
        )
    )
    _prune(connection, learner, encounter)


def _prune(connection: Connection, learner: str, encounter: str) -> None:
    """Forgets the oldest beyond `KEPT`, but never a writer's newest."""
    table = draft_versions
    rows = connection.execute(
        select(table.c.number, table.c.client)
        .where(table.c.learner == learner, table.c.encounter == encounter)
        .order_by(table.c.number.desc())
    ).all()
    newest: set[str] = set()
    spare: list[int] = []
    for number, client in rows:
        if client in newest:
            spare.append(number)
        newest.add(client)
    too_many = len(rows) - KEPT
    if too_many > 0 and spare:
        gone = spare[-too_many:]
        connection.execute(delete(table).where(table.c.number.in_(gone)))


def of_encounter(
    connection: Connection, learner: str, encounter: str | None = None
) -> tuple[DraftVersion, ...]:
    """All versions of an encounter, or of all encounters, the oldest first."""
    table = draft_versions
    query = select(table).where(table.c.learner == learner).order_by(table.c.number)
    if encounter is not None:
        query = query.where(table.c.encounter == encounter)
    names = DraftVersion.__struct_fields__
    found: list[DraftVersion] = []
    for row in connection.execute(query).mappings():
        fields = {name: row[name] for name in names}
        fields["body"] = decode_answer(cast("str", fields["body"]))
        found.append(DraftVersion(**fields))
    return tuple(found)


def take_in(connection: Connection, learner: str, versions: Sequence[DraftVersion]) -> int:
    """Adds versions from elsewhere that are not here yet; returns how many."""
    added = 0
    for version in versions:
        table = draft_versions
        text = encode_answer(version.body)
        known = connection.execute(
            select(table.c.number).where(
                table.c.learner == learner,
                table.c.encounter == version.encounter,
                table.c.client == version.client,
                table.c.at == version.at,
                table.c.body == text,
            )
        ).first()
        if known is None:
            row = msgspec.structs.asdict(version) | {"learner": learner, "body": text}
            connection.execute(insert(table).values(**row))
            added += 1
    return added
