"""Everything of one learner, to be carried to another store and merged into what is there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select

from viva.core import Attempt
from viva.store import drafts, log, overrules, versions
from viva.store.drafts import Draft, DraftConflict
from viva.store.overrules import Overrule
from viva.store.tables import drafts as drafts_table
from viva.store.tables import settings
from viva.store.versions import DraftVersion

# Who a draft from elsewhere is from, where it cannot become the draft here.
ELSEWHERE = "import"


class Everything(msgspec.Struct, frozen=True):
    """All that cannot be computed again."""

    attempts: tuple[Attempt, ...] = ()
    drafts: tuple[Draft, ...] = ()
    draft_versions: tuple[DraftVersion, ...] = ()
    overrules: tuple[Overrule, ...] = ()
    settings: Mapping[str, Any] = {}


class TakenIn(msgspec.Struct, frozen=True):
    """How much of each was new here."""

    attempts: int
    drafts: int
    draft_versions: int
    overrules: int
    settings: int


def everything(connection: Connection, learner: str) -> Everything:
    """All of one learner."""
    query = select(drafts_table.c.encounter).where(drafts_table.c.learner == learner)
    names = connection.execute(query.order_by(drafts_table.c.encounter)).scalars().all()
    found = [drafts.find(connection, learner, name) for name in names]
    kept = connection.execute(
        select(settings.c.name, settings.c.value)
        .where(settings.c.learner == learner)
        .order_by(settings.c.name)
    )
    return Everything(
        attempts=log.of_learner(connection, learner),
        drafts=tuple(d for d in found if d is not None),
        draft_versions=versions.of_encounter(connection, learner),
        overrules=overrules.of_learner(connection, learner),
        settings={row[0]: msgspec.json.decode(row[1]) for row in kept},
    )


def take_in(
    connection: Connection, learner: str, given: Everything, at: datetime
) -> tuple[TakenIn, set[str]]:
    """Merges `given` into the learner's; also returns the questions whose log has grown.

    An event that is known by its key stays as it is. A draft never replaces one that is here: it is
    set aside. Settings that are given win.
    """
    log.know_learner(connection, learner, at)
    changed: set[str] = set()
    events = 0
    for attempt in given.attempts:
        own = msgspec.structs.replace(attempt, learner=learner)
        if log.append(connection, own) is None:
            events += 1
            changed.add(own.question)
    new_drafts = 0
    for draft in given.drafts:
        name, body = draft.encounter, draft.body
        known = drafts.find(connection, learner, name)
        if known is not None and known.body == body:
            continue
        try:
            drafts.keep(connection, learner, name, draft.question, draft.seed, body, draft.at, 0)
            new_drafts += 1
        except DraftConflict:
            versions.note(
                connection, learner, name, ELSEWHERE, body, draft.at, draft.version, "set_aside"
            )
    own_overrules = {(o.attempt, o.criterion) for o in overrules.of_learner(connection, learner)}
    fresh = [o for o in given.overrules if (o.attempt, o.criterion) not in own_overrules]
    for overrule in fresh:
        overrules.keep(connection, learner, overrule)
    for name, value in given.settings.items():
        here = (settings.c.learner == learner, settings.c.name == name)
        connection.execute(delete(settings).where(*here))
        stored = msgspec.json.encode(value).decode()
        connection.execute(insert(settings).values(learner=learner, name=name, value=stored))
    taken = TakenIn(
        attempts=events,
        drafts=new_drafts,
        draft_versions=versions.take_in(connection, learner, given.draft_versions),
        overrules=len(fresh),
        settings=len(given.settings),
    )
    return taken, changed
