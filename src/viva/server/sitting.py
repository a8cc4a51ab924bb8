"""How an encounter stands, read from its events: open or closed, tried or not, rated how."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from viva.core import Attempt, Rating, Variant
from viva.practice import happened, live
from viva.practice.course import closes
from viva.scheduling import NotRated, allowed_ratings, rating_of


class Sitting(msgspec.Struct, frozen=True):
    """The standing events of one encounter, oldest first."""

    events: tuple[Attempt, ...]

    @property
    def answers(self) -> tuple[Attempt, ...]:
        return tuple(e for e in self.events if e.event == "answer")

    @property
    def closed(self) -> bool:
        return bool(closes(self.events))

    @property
    def rating(self) -> Rating | None:
        """The rating that it was closed with."""
        ends = closes(self.events)
        return ends[-1].rating if ends else None

    @property
    def hints(self) -> int:
        return max((e.hint for e in self.events), default=0)

    @property
    def ruled(self) -> Rating | NotRated:
        """The rating that it would be closed with now."""
        return rating_of(happened(self.events))

    @property
    def allowed(self) -> list[Rating]:
        """What the learner may choose."""
        return sorted(allowed_ratings(self.ruled))

    def tried(self, variant: Variant) -> bool:
        """Whether the solution may be seen: it is over, or something of one's own was judged."""
        if self.closed or any(e.event == "give_up" for e in self.events):
            return True
        starter = str(variant.shown.get("starter", "")).strip()
        return any(
            e.outcome not in (None, "error")
            and not (isinstance(e.answer, str) and e.answer.strip() == starter)
            for e in self.answers
        )


def sitting(stored: Sequence[Attempt]) -> Sitting:
    """The encounter with these stored events."""
    return Sitting(live(stored))
