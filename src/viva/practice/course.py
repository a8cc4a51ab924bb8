"""Reads the log: which events stand after the undos, and how an encounter went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from viva.core import Attempt
from viva.scheduling import Happened

Encounters = Mapping[str, tuple[Attempt, ...]]


def live(events: Sequence[Attempt]) -> tuple[Attempt, ...]:
    """The events that stand: each undo takes its target and all that followed it out.

    An undo reaches only into its own encounter, never its beginning, and an undo of something that
    does not stand changes nothing.
    """
    standing: list[Attempt] = []
    for event in events:
        if event.event != "undo":
            standing.append(event)
            continue
        cut = next(
            (
                i
                for i, e in enumerate(standing)
                if e.key == event.undoes and e.encounter == event.encounter and e.event != "start"
            ),
            None,
        )
        if cut is not None:
            rest = [e for e in standing[cut:] if e.encounter != event.encounter]
            standing[cut:] = rest
    return tuple(standing)


def course(events: Sequence[Attempt]) -> Encounters:
    """The standing events by encounter, in the order in which the encounters began."""
    encounters: dict[str, list[Attempt]] = {}
    for event in live(events):
        encounters.setdefault(event.encounter, []).append(event)
    return {name: tuple(own) for name, own in encounters.items()}


def happened(encounter: Sequence[Attempt]) -> tuple[Happened, ...]:
    """What the rating looks at, of the standing events of one encounter."""
    things: list[Happened] = []
    for event in encounter:
        if event.event in ("answer", "hint", "give_up"):
            things.append(Happened(event.event, event.outcome, event.score_low or 0.0))
    return tuple(things)


def closes(encounter: Sequence[Attempt]) -> tuple[Attempt, ...]:
    """The standing closes: more than one where the learner changed the rating; the last counts."""
    return tuple(event for event in encounter if event.event == "close")
