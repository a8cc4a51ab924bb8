"""Which events stand after the undos, event by event."""

from __future__ import annotations

from datetime import timedelta

from practice_toys import NOON, Desk

from viva.core import Attempt, Rating
from viva.practice import course, live
from viva.scheduling import reviewed


def event(key: str, kind: str = "answer", encounter: str = "e", undoes: str = "") -> Attempt:
    return Attempt(
        key=key,
        learner="me",
        encounter=encounter,
        event=kind,  # type: ignore[arg-type]
        question="a/b",
        seed=1,
        at=NOON,
        day=NOON.date(),
        content_hash="",
        judge_version="1",
        undoes=undoes,
    )


def keys(*events: Attempt) -> list[str]:
    return [e.key for e in live(events)]


def test_an_undo_takes_its_target_and_what_followed() -> None:
    log = (event("s", "start"), event("1"), event("2"), event("3", "close"))
    assert keys(*log) == ["s", "1", "2", "3"]
    assert keys(*log, event("u", "undo", undoes="2")) == ["s", "1"]
    assert keys(*log, event("u", "undo", undoes="2"), event("4")) == ["s", "1", "4"]


def test_an_undo_reaches_only_into_its_own_encounter() -> None:
    log = (
        event("s", "start"),
        event("1"),
        event("t", "start", "f"),
        event("2", encounter="f"),
        event("3", "close"),
    )
    assert keys(*log, event("u", "undo", undoes="1")) == ["s", "t", "2"]
    assert keys(*log, event("u", "undo", "f", undoes="1")) == ["s", "1", "t", "2", "3"]


def test_an_undo_of_what_does_not_stand_changes_nothing() -> None:
    log = (event("s", "start"), event("1"))
    assert keys(*log, event("u", "undo", undoes="nowhere")) == ["s", "1"]
    gone = (*log, event("u", "undo", undoes="1"))
    assert keys(*gone, event("v", "undo", undoes="1")) == ["s"]


def test_a_beginning_cannot_be_taken_back() -> None:
    log = (event("s", "start"), event("1"))
    assert keys(*log, event("u", "undo", undoes="s")) == ["s", "1"]


def test_encounters_are_told_apart() -> None:
    log = (event("s", "start"), event("t", "start", "f"), event("1"), event("2", encounter="f"))
    told = {name: [e.key for e in own] for name, own in course(log).items()}
    assert told == {"e": ["s", "1"], "f": ["t", "2"]}


def test_a_rating_changed_later_counts_where_the_encounter_first_closed(desk: Desk) -> None:
    first = desk.practice.start("mean/by_hand", desk.now)
    desk.practice.submit(first, "pass", desk.now)
    day_one = desk.practice.today(desk.now)
    desk.wait(days=3)
    desk.do("mean/by_hand", "pass")
    day_two = desk.practice.today(desk.now)
    desk.wait(days=1)
    desk.practice.close(first, desk.now, Rating.EASY)
    assert day_two - day_one == timedelta(days=3)
    easy = reviewed(None, "mean/by_hand", Rating.EASY, day_one)
    assert desk.store.memory("me")["mean/by_hand"] == reviewed(
        easy, "mean/by_hand", Rating.GOOD, day_two
    )
