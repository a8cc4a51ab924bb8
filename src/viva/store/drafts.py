"""What was typed and not handed in yet, with a version so that nothing is overwritten unseen."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from viva.core import Answer, VivaError
from viva.store.log import decode_answer, encode_answer
from viva.store.tables import drafts


class Draft(msgspec.Struct, frozen=True):
    """An answer in the making; `version` counts from 1 and grows with every change."""

    encounter: str
    question: str
    seed: int
    version: int
    at: datetime
    body: Answer


class DraftConflict(VivaError):
    """Somebody (another tab, another window) has changed the draft meanwhile: here is theirs."""

    exit_code = 2

    def __init__(self, theirs: Draft) -> None:
        super().__init__(
            "This answer was changed in another window meanwhile; nothing was overwritten.",
            where=theirs.question,
            mend="Look at the other version, then keep the one you want.",
            zh="这份答案在另一个窗口里改过了，没有被覆盖。请先看看那一版，再决定保留哪一版。",
        )
        self.theirs = theirs


def find(connection: Connection, learner: str, encounter: str) -> Draft | None:
    """The draft of an encounter."""
    query = select(drafts).where(drafts.c.learner == learner, drafts.c.encounter == encounter)
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    fields = {name: row[name] for name in Draft.__struct_fields__}
    fields["body"] = decode_answer(fields["body"])
    return Draft(**fields)


def keep(
    connection: Connection,
    learner: str,
    encounter: str,
    question: str,
    seed: int,
    body: Answer,
    at: datetime,
    version: int | None,
) -> Draft:
    """Stores `body` as the draft of an encounter, and returns the draft.

    `version` is the one that the writer saw last (0: none): where the store holds another, with
    another body, raises `DraftConflict`. None overwrites whatever is there.
    """
    stored = find(connection, learner, encounter)
    if stored is not None and stored.body == body:
        return stored
    if version is not None and stored is not None and stored.version != version:
        raise DraftConflict(stored)
    # A draft that was handed in meanwhile is gone; its number is not given again.
    new = Draft(
        encounter, question, seed, (stored.version if stored else version or 0) + 1, at, body
    )
    values = {"version": new.version, "at": at, "body": encode_answer(body)}
    if stored is None:
        connection.execute(
            insert(drafts).values(
                learner=learner, encounter=encounter, question=question, seed=seed, **values
            )
        )
    else:
        connection.execute(
            update(drafts)
            .where(drafts.c.learner == learner, drafts.c.encounter == encounter)
            .values(**values)
        )
    return new


def forget_if_handed_in(
    connection: Connection, learner: str, encounter: str, answer: Answer
) -> None:
    """Drops the draft if the log now has exactly what it says."""
    stored = find(connection, learner, encounter)
    if stored is not None and stored.body == answer:
        connection.execute(
            delete(drafts).where(drafts.c.learner == learner, drafts.c.encounter == encounter)
        )
