"""Earlier versions of drafts, overrules, and carrying everything to another store."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from store_events import NOON, CountingRules, attempt, close

from viva.core import BadInput, Rating
from viva.store import (
    DraftConflict,
    Everything,
    Overrule,
    Store,
    open_store,
    place_in,
)

QUESTION = "softmax/by_hand"


def keep(store: Store, text: str, version: int, client: str, at: datetime = NOON) -> int:
    return store.keep_version("me", "e1", QUESTION, 7, text, at, version, client).version


def texts(store: Store) -> list[tuple[object, str]]:
    return [(v.body, v.fate) for v in store.draft_versions("me", "e1")]


def test_what_came_too_late_is_kept_before_it_is_refused(store: Store) -> None:
    keep(store, "first", 0, "a")
    with pytest.raises(DraftConflict) as caught:
        keep(store, "second", 0, "b")
    assert caught.value.theirs.body == "first"
    assert texts(store) == [("first", "kept"), ("second", "set_aside")]


def test_within_a_minute_one_writer_has_one_version(store: Store) -> None:
    version = 0
    for n in range(6):
        version = keep(store, "word " * (n + 1), version, "a", NOON + timedelta(seconds=9 * n))
    assert texts(store) == [("word " * 6, "kept")]
    keep(store, "word " * 7, version, "a", NOON + timedelta(seconds=61))
    assert [body for body, _ in texts(store)] == ["word " * 6, "word " * 7]


def test_much_that_goes_at_once_leaves_what_was_there(store: Store) -> None:
    version = keep(store, "a" * 100, 0, "a")
    version = keep(store, "a" * 90, version, "a")
    keep(store, "a" * 10, version, "a")
    assert [len(str(body)) for body, _ in texts(store)] == [90, 10]


def test_a_retry_adds_nothing(store: Store) -> None:
    keep(store, "x", 0, "a")
    keep(store, "x", 0, "a")
    keep(store, "x", 1, "a", NOON + timedelta(hours=1))
    assert texts(store) == [("x", "kept")]


def test_the_oldest_go_but_nobody_s_newest(store: Store) -> None:
    version = keep(store, "the other's", 0, "other")
    for n in range(100):
        at = NOON + timedelta(minutes=2 * n)
        version = keep(store, "x" * (n + 1), version, "a", at)
    found = texts(store)
    assert len(found) == 40
    assert found[0] == ("the other's", "kept")
    assert found[-1] == ("x" * 100, "kept")


def test_overrules_replace_each_other_and_can_be_taken_back(store: Store) -> None:
    store.append([attempt("k")])
    store.overrule("me", Overrule("k", "bias", "covered", "said it", NOON))
    store.overrule("me", Overrule("k", "bias", "missing", "", NOON))
    store.overrule("me", Overrule("k", "variance", "covered", "", NOON))
    assert [(o.criterion, o.state) for o in store.overruled("me", ["k"])] == [
        ("bias", "missing"),
        ("variance", "covered"),
    ]
    assert store.overruled("you", ["k"]) == ()
    store.forget_overrule("me", "k", "bias")
    assert [o.criterion for o in store.overruled("me", ["k"])] == ["variance"]


def filled(store: Store) -> Everything:
    store.append([attempt("k1"), close("k2", Rating.GOOD, minutes=1)])
    keep(store, "mine", 0, "a")
    with pytest.raises(DraftConflict):
        keep(store, "yours", 0, "b")
    store.overrule("me", Overrule("k1", "bias", "covered", "said it", NOON))
    store.set_setting("me", "theme", "dark")
    return store.everything("me")


def test_everything_arrives_at_another_store(store: Store, tmp_path: Path) -> None:
    carried = filled(store)
    with open_store(CountingRules(), place_in(tmp_path / "other")) as other:
        taken = other.take_in("me", carried, NOON)
        assert (taken.attempts, taken.drafts, taken.draft_versions) == (2, 1, 2)
        assert (taken.overrules, taken.settings) == (1, 1)
        assert other.everything("me") == carried
        assert other.memory("me") == store.memory("me")
        assert other.take_in("me", carried, NOON).attempts == 0
        assert other.everything("me") == carried


def test_it_may_arrive_under_another_name(store: Store, tmp_path: Path) -> None:
    carried = filled(store)
    with open_store(CountingRules(), place_in(tmp_path / "other")) as other:
        other.take_in("you", carried, NOON)
        assert {e.learner for e in other.whole_log("you")} == {"you"}
        assert other.whole_log("me") == ()


def test_a_draft_from_elsewhere_is_set_aside(store: Store, tmp_path: Path) -> None:
    carried = filled(store)
    with open_store(CountingRules(), place_in(tmp_path / "other")) as other:
        other.keep_version("me", "e1", QUESTION, 7, "my own words", NOON, 0, "x")
        assert other.take_in("me", carried, NOON).drafts == 0
        draft = other.draft("me", "e1")
        assert draft is not None
        assert draft.body == "my own words"
        bodies = [v.body for v in other.draft_versions("me", "e1")]
        assert {"my own words", "mine", "yours"} <= set(bodies)


def test_a_key_that_means_something_else_here_undoes_all(store: Store) -> None:
    carried = filled(store)
    clash = Everything(
        attempts=(attempt("fresh"), attempt("k1", encounter="another")),
        settings={"theme": "light"},
    )
    with pytest.raises(BadInput, match="was used before"):
        store.take_in("me", clash, NOON)
    assert store.everything("me") == carried
