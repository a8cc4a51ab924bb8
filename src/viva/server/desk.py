"""What one server process works with: the bank, the store, the judges, the learner."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from fastapi import Depends, Request

from viva.catalog import Catalog
from viva.core import Attempt, BadInput, Language
from viva.practice import RULES, Practice
from viva.server.judging import JudgingThreads, ThreadsExaminer
from viva.server.problems import NotThere
from viva.store import (
    Place,
    Preferences,
    Store,
    open_store,
    read_preferences,
    write_preferences,
)

if TYPE_CHECKING:
    from viva.lab import Labs
    from viva.lab.myths import Myth
    from viva.lab.record import LabRecord
    from viva.lab.stage import Stage
    from viva.server.finding import Entry as Found

THEME = "theme"
INTERVIEW_DATE = "interview_date"


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Desk:
    """Everything that the routes need. `clock` is the moment, an argument for the tests."""

    def __init__(
        self,
        place: Place,
        *,
        catalog: Catalog | None = None,
        clock: Callable[[], datetime] = _utc_now,
        judging_threads: int | None = None,
    ) -> None:
        self.place = place
        self.catalog = catalog or Catalog.installed()
        self.learner = read_preferences(place).learner
        self.store: Store = open_store(RULES, place)
        self.threads = JudgingThreads(judging_threads)
        self.practice = Practice(
            self.catalog, ThreadsExaminer(self.threads), self.store, learner=self.learner
        )
        self._clock = clock

    @functools.cached_property
    def labs(self) -> Labs:
        """All labs, none of them loaded yet."""
        from viva.lab import Labs

        return Labs(self.catalog.banks)

    @functools.cached_property
    def myths(self) -> tuple[Myth, ...]:
        """All myth cards that can be read."""
        from viva.lab.myths import myths

        return tuple(myths(self.catalog.banks)[0])

    @functools.cached_property
    def records(self) -> Mapping[str, LabRecord]:
        """What the banks' authors measured of their labs."""
        from viva.lab.record import read_records

        found: dict[str, LabRecord] = {}
        for bank in self.catalog.banks:
            with contextlib.suppress(BadInput):
                # A broken record costs the numbers, not the labs; `viva check` tells the author.
                found |= read_records(bank.folder)
        return found

    @functools.cached_property
    def stage(self) -> Stage:
        """The processes in which labs are played; started at the first wish."""
        from viva.lab.stage import Stage

        return Stage()

    @functools.cached_property
    def index(self) -> tuple[Found, ...]:
        """What a search looks through."""
        from viva.server.finding import index

        return index(self.catalog, self.labs, self.myths)

    def close(self) -> None:
        if "stage" in self.__dict__:
            self.stage.close()
        self.threads.close()
        self.store.close()

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self._clock()

    def today(self) -> date:
        """The learner's day."""
        return self.practice.today(self.now())

    def language(self) -> Language | None:
        """The remembered language; one that cannot be read must not hide what is being said."""
        try:
            return read_preferences(self.place).language
        except BadInput:
            return None

    def remember_language(self, language: Language) -> None:
        """Keeps the language for the next time, for the command line too."""
        try:
            old = read_preferences(self.place)
        except BadInput:
            old = Preferences(learner=self.learner)
        if old.language != language:
            write_preferences(self.place, msgspec.structs.replace(old, language=language))

    def setting(self, name: str, default: Any = None) -> Any:
        """A setting of the learner."""
        return self.store.setting(self.learner, name, default)

    def events(self, encounter: str) -> tuple[Attempt, ...]:
        """The events of an encounter, or `NotThere`."""
        events = self.store.encounter(self.learner, encounter)
        if not events:
            raise NotThere(
                "There is no such encounter.",
                where="encounter",
                mend="Begin the question anew.",
                zh="没有这次答题的记录。请重新开始这道题。",
            )
        return events


async def _desk(request: Request) -> Desk:
    return request.app.state.desk


AtDesk = Annotated[Desk, Depends(_desk)]
