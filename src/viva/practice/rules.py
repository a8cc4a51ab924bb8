"""How memory and progress follow from the log: the rules that the store is opened with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from viva.core import Attempt, Rating, ReviewState
from viva.practice.course import closes, course
from viva.scheduling import MODEL, reviewed
from viva.store import Derived, Practised, Unfinished


class _Tally(msgspec.Struct):
    shown: int = 0
    answers: int = 0
    passed: int = 0
    reviews: int = 0
    remembered: int = 0
    seconds: float = 0.0


class LogRules:
    """The rules of this version, named so that another version's derivations are not believed."""

    name = f"{MODEL}/log-1"

    def derive(self, question: str, events: Sequence[Attempt]) -> Derived:
        """Memory, daily progress and open encounters, from one question's events in order."""
        days: dict[date, _Tally] = {}
        ratings: list[tuple[int, date, Rating]] = []
        open_ones: list[Unfinished] = []
        place = {event.key: i for i, event in enumerate(events)}
        touched = {event.encounter: event.at for event in events}
        for name, encounter in course(events).items():
            for event in encounter:
                tally = days.setdefault(event.day, _Tally())
                tally.shown += event.event == "start"
                tally.answers += event.outcome not in (None, "error")
                tally.passed += event.outcome == "pass"
                tally.seconds += event.elapsed_s
            ends = closes(encounter)
            if not ends:
                open_ones.append(Unfinished(name, question, touched[name]))
            elif (rating := ends[-1].rating) is not None:
                # A rating that was changed counts where and when the encounter first closed.
                ratings.append((place[ends[0].key], ends[0].day, rating))
        memory: ReviewState | None = None
        for _, day, rating in sorted(ratings):
            tally = days.setdefault(day, _Tally())
            if memory is not None and memory.last < day:
                tally.reviews += 1
                tally.remembered += rating is not Rating.AGAIN
            memory = reviewed(memory, question, rating, day)
        return Derived(
            memory=memory,
            days=tuple(
                Practised(question, day, **msgspec.structs.asdict(tally))
                for day, tally in sorted(days.items())
            ),
            unfinished=tuple(open_ones),
        )


RULES = LogRules()
