"""One learner's door to the store: every method is one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Any, Self

import msgspec
from sqlalchemy import Engine, delete, insert, select

from viva.core import Answer, Attempt, ReviewState
from viva.store import derived, drafts, log, overrules, transfer, versions
from viva.store.derived import Practised, Rules, Unfinished
from viva.store.drafts import Draft, DraftConflict
from viva.store.engine import BUSY_TIMEOUT_S, make_engine, reading, writing
from viva.store.migrate import bring_up_to_date
from viva.store.overrules import Overrule
from viva.store.place import Place, find_place, make_folder
from viva.store.tables import settings
from viva.store.transfer import Everything, TakenIn
from viva.store.versions import DraftVersion


class Store:
    """What is remembered of everybody's practice. Safe to use from several threads.

    When a method that stores something returns, it is on the disk.
    """

    def __init__(self, engine: Engine, place: Place, rules: Rules) -> None:
        self._engine = engine
        self._rules = rules
        self.place = place

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # -- the log ---------------------------------------------------------------------------

    def append(self, events: Sequence[Attempt]) -> tuple[Attempt, ...]:
        """Adds events to the log and renews what follows from it, all or nothing.

        Returns the events as the log has them: for a key that it knew already, the stored one.
        The draft of an answer that is added is dropped in the same transaction.
        """
        kept: list[Attempt] = []
        with writing(self._engine, self.place) as connection:
            changed: set[tuple[str, str]] = set()
            for event in events:
                log.know_learner(connection, event.learner, event.at)
                known = log.append(connection, event)
                kept.append(known or event)
                if known is not None:
                    continue
                changed.add((event.learner, event.question))
                if event.answer is not None:
                    drafts.forget_if_handed_in(
                        connection, event.learner, event.encounter, event.answer
                    )
            for learner, question in sorted(changed):
                derived.renew(connection, self._rules, learner, question)
        return tuple(kept)

    def event(self, learner: str, key: str) -> Attempt | None:
        """The event of that idempotency key, whole."""
        with reading(self._engine, self.place) as connection:
            return log.by_key(connection, learner, key)

    def encounter(self, learner: str, encounter: str) -> tuple[Attempt, ...]:
        """The events of one encounter, whole, oldest first; empty for an unknown one."""
        with reading(self._engine, self.place) as connection:
            return log.of_encounter(connection, learner, encounter)

    def history(self, learner: str, question: str, *, whole: bool = False) -> tuple[Attempt, ...]:
        """Everything that the learner did with a question, oldest first."""
        with reading(self._engine, self.place) as connection:
            return log.of_question(connection, learner, question, whole=whole)

    def newest(self, learner: str, count: int = 200) -> tuple[Attempt, ...]:
        """The last events, without answers, newest first."""
        with reading(self._engine, self.place) as connection:
            return log.newest(connection, learner, count)

    def whole_log(self, learner: str, *, whole: bool = False) -> tuple[Attempt, ...]:
        """Everything that the learner ever did, oldest first."""
        with reading(self._engine, self.place) as connection:
            return log.of_learner(connection, learner, whole=whole)

    # -- what follows from it --------------------------------------------------------------

    def memory(self, learner: str) -> Mapping[str, ReviewState]:
        """The memory of every question that was rated, by question."""
        with reading(self._engine, self.place) as connection:
            return derived.memory_of(connection, learner)

    def progress(self, learner: str) -> tuple[Practised, ...]:
        """What was done, by day and question, oldest first."""
        with reading(self._engine, self.place) as connection:
            return derived.progress_of(connection, learner)

    def last_shown(self, learner: str) -> Mapping[str, date]:
        """The day on which each question was last shown."""
        with reading(self._engine, self.place) as connection:
            return derived.last_shown(connection, learner)

    def unfinished(self, learner: str) -> tuple[Unfinished, ...]:
        """The encounters left open, the last touched first."""
        with reading(self._engine, self.place) as connection:
            return derived.unfinished_of(connection, learner)

    def rebuild(self) -> None:
        """Computes everything that follows from the log anew."""
        with writing(self._engine, self.place) as connection:
            derived.renew_all(connection, self._rules)

    # -- what is not handed in yet ---------------------------------------------------------

    def keep_draft(
        self,
        learner: str,
        encounter: str,
        question: str,
        seed: int,
        body: Answer,
        at: datetime,
        version: int | None = None,
    ) -> Draft:
        """Stores what was typed. With a `version`, raises `DraftConflict` if it is not the last."""
        with writing(self._engine, self.place) as connection:
            log.know_learner(connection, learner, at)
            return drafts.keep(connection, learner, encounter, question, seed, body, at, version)

    def draft(self, learner: str, encounter: str) -> Draft | None:
        """What was typed in this encounter and not handed in."""
        with reading(self._engine, self.place) as connection:
            return drafts.find(connection, learner, encounter)

    def keep_version(
        self,
        learner: str,
        encounter: str,
        question: str,
        seed: int,
        body: Answer,
        at: datetime,
        version: int,
        client: str,
    ) -> Draft:
        """Like `keep_draft`, but remembers what the draft was before, and whose it was.

        Where somebody else's text is the draft by now, `body` is kept beside it before
        `DraftConflict` is raised.
        """
        draft: Draft | None = None
        conflict: DraftConflict | None = None
        with writing(self._engine, self.place) as connection:
            log.know_learner(connection, learner, at)
            try:
                draft = drafts.keep(
                    connection, learner, encounter, question, seed, body, at, version
                )
                reached, fate = draft.version, "kept"
            except DraftConflict as error:
                conflict, reached, fate = error, version, "set_aside"
            versions.note(connection, learner, encounter, client, body, at, reached, fate)
        if draft is None:
            assert conflict is not None
            raise conflict
        return draft

    def draft_versions(self, learner: str, encounter: str) -> tuple[DraftVersion, ...]:
        """What the drafts of an encounter were before, by whom, oldest first."""
        with reading(self._engine, self.place) as connection:
            return versions.of_encounter(connection, learner, encounter)

    # -- where the judge is overruled ------------------------------------------------------

    def overrule(self, learner: str, overrule: Overrule) -> None:
        """Keeps what the learner says about a point of an answer."""
        with writing(self._engine, self.place) as connection:
            log.know_learner(connection, learner, overrule.at)
            overrules.keep(connection, learner, overrule)

    def forget_overrule(self, learner: str, attempt: str, criterion: str) -> None:
        """Takes it back."""
        with writing(self._engine, self.place) as connection:
            overrules.forget(connection, learner, attempt, criterion)

    def overruled(self, learner: str, attempts: Sequence[str]) -> tuple[Overrule, ...]:
        """What the learner says about these answers."""
        with reading(self._engine, self.place) as connection:
            return overrules.of_learner(connection, learner, attempts)

    # -- to another machine ----------------------------------------------------------------

    def everything(self, learner: str) -> Everything:
        """All of one learner that cannot be computed again."""
        with reading(self._engine, self.place) as connection:
            return transfer.everything(connection, learner)

    def take_in(self, learner: str, given: Everything, at: datetime) -> TakenIn:
        """Merges what came from another store, all or nothing."""
        with writing(self._engine, self.place) as connection:
            taken, changed = transfer.take_in(connection, learner, given, at)
            for question in sorted(changed):
                derived.renew(connection, self._rules, learner, question)
        return taken

    # -- settings --------------------------------------------------------------------------

    def setting(self, learner: str, name: str, default: Any = None) -> Any:
        """A learner's setting, as JSON had it."""
        query = select(settings.c.value).where(
            settings.c.learner == learner, settings.c.name == name
        )
        with reading(self._engine, self.place) as connection:
            value = connection.execute(query).scalar()
        return default if value is None else msgspec.json.decode(value)

    def set_setting(self, learner: str, name: str, value: Any) -> None:
        """Keeps a learner's setting; None forgets it."""
        with writing(self._engine, self.place) as connection:
            log.know_learner(connection, learner, datetime.now(UTC))
            connection.execute(
                delete(settings).where(settings.c.learner == learner, settings.c.name == name)
            )
            if value is not None:
                stored = msgspec.json.encode(value).decode()
                row = {"learner": learner, "name": name, "value": stored}
                connection.execute(insert(settings).values(**row))


def open_store(
    rules: Rules, place: Place | None = None, *, busy_timeout_s: float = BUSY_TIMEOUT_S
) -> Store:
    """Opens the store, making or migrating it where that is needed.

    `rules` say what follows from the log; where the store was derived by other rules, all is
    derived anew. Raises a `BadInput` with one sentence for a store that cannot be used: newer,
    damaged, locked, on a full disk or not writable.
    """
    place = place or find_place()
    if place.file is not None:
        make_folder(place.file.parent)
    engine = make_engine(place, busy_timeout_s=busy_timeout_s)
    store = Store(engine, place, rules)
    try:
        bring_up_to_date(engine, place)
        with reading(engine, place) as connection:
            current = derived.is_by(connection, rules)
        if not current:
            store.rebuild()
    except BaseException:
        engine.dispose()
        raise
    return store
