"""Whatever a learner does, in any order: the derived state equals a replay, and a plain model."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from practice_toys import Desk

from viva.core import BadInput, Rating, ReviewState
from viva.practice import course
from viva.scheduling import reviewed
from viva.store import Place, place_in

QUESTIONS = ("mean/by_hand", "mean/by_code", "variance/by_hand")

steps = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.sampled_from(QUESTIONS), st.sampled_from(
            ["pass", "pass", "wrong", "partial 0.7", "undecided 0.6", "error", "", "pass"]
        )),
        st.tuples(st.just("hint"), st.sampled_from(QUESTIONS), st.just("")),
        st.tuples(st.just("give_up"), st.sampled_from(QUESTIONS), st.just("")),
        st.tuples(st.just("close"), st.sampled_from(QUESTIONS), st.sampled_from(
            ["", "AGAIN", "HARD", "GOOD", "EASY"]
        )),
        st.tuples(st.just("undo"), st.just(""), st.just("")),
        st.tuples(st.just("undo"), st.just(""), st.just("")),
        st.tuples(st.just("next"), st.just(""), st.just("")),
        st.tuples(st.just("wait"), st.just(""), st.sampled_from(["1", "9", "20", "100", "700"])),
    ),
    max_size=25,
)  # fmt: skip


def take(desk: Desk, what: str, id: str, detail: str) -> None:
    """One step; what the practice refuses is refused, and changes nothing."""
    desk.wait(minutes=1)
    practice = desk.practice
    try:
        match what:
            case "wait":
                desk.wait(hours=int(detail))
            case "undo":
                practice.undo(desk.now)
            case "next":
                practice.next_question(desk.now)
            case "answer":
                practice.submit(practice.start(id, desk.now), detail, desk.now)
            case "hint":
                practice.hint(practice.start(id, desk.now), desk.now)
            case "give_up":
                practice.give_up(practice.start(id, desk.now), desk.now)
            case _:
                # Closes the newest encounter, which may be closed already: then it is re-rated.
                history = practice.history(id)
                if history:
                    encounter = practice.encounter(history[-1].encounter)
                    practice.close(encounter, desk.now, Rating[detail] if detail else None)
    except BadInput:
        pass


def derived(desk: Desk) -> Any:
    return (
        desk.store.memory("me"),
        desk.store.progress("me"),
        sorted(u.encounter for u in desk.store.unfinished("me")),
    )


def modelled(desk: Desk) -> dict[str, ReviewState]:
    """The memory, computed the slow and plain way from the whole log of one question each.

    An undo cuts the list of its encounter's events from the target on; the last close left counts,
    in the order and on the day of the first.
    """
    memory: dict[str, ReviewState] = {}
    for id in QUESTIONS:
        lists: dict[str, list[Any]] = {}
        for number, event in enumerate(desk.practice.history(id)):
            own = lists.setdefault(event.encounter, [])
            if event.event != "undo":
                own.append((number, event))
                continue
            keys = [e.key for _, e in own]
            assert event.undoes in keys, "practice undid what did not stand"
            del own[keys.index(event.undoes) :]
        rated: list[tuple[int, date, Rating]] = []
        for own in lists.values():
            closes = [(number, e) for number, e in own if e.event == "close"]
            if closes and closes[-1][1].rating is not None:
                rated.append((closes[0][0], closes[0][1].day, closes[-1][1].rating))
        state = None
        for _, day, rating in sorted(rated):
            state = reviewed(state, id, rating, day)
        if state is not None:
            memory[id] = state
    return memory


_made: list[bytes] = []


def empty_store(factory: pytest.TempPathFactory) -> Place:
    """A new store, copied from one that was made once."""
    if not _made:
        made = Desk(place_in(factory.mktemp("template")))
        made.close()
        assert made.place.file is not None
        _made.append(made.place.file.read_bytes())
    place = place_in(Path(factory.mktemp("replay")))
    assert place.file is not None
    place.file.write_bytes(_made[0])
    return place


@settings(max_examples=40)
@given(steps)
def test_replay_equals_the_incremental_state(
    tmp_path_factory: pytest.TempPathFactory, taken: list[tuple[str, str, str]]
) -> None:
    desk = Desk(empty_store(tmp_path_factory))
    try:
        for what, id, detail in taken:
            take(desk, what, id, detail)
        along = derived(desk)
        assert dict(along[0]) == modelled(desk)
        assert along[1] == desk.store.progress("me")
        desk.store.rebuild()
        assert derived(desk) == along
        check_log(desk)
    finally:
        desk.close()


def check_log(desk: Desk) -> None:
    """What holds of every log: an encounter begins once, and a key is used once."""
    keys: list[str] = []
    for id in QUESTIONS:
        history = desk.practice.history(id)
        keys += [e.key for e in history]
        for events in course(history).values():
            assert events[0].event == "start"
            assert [e.event for e in events].count("start") == 1
            assert len({(e.seed, e.content_hash, e.variant, e.question) for e in events}) == 1
    assert len(keys) == len(set(keys))
