"""Which question comes next, and that the reason given is the true one."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viva.core import BadInput, Question, Rating, ReviewState, Text, Topic, Track
from viva.scheduling import Situation, Wish, choose, due, due_now

TODAY = date(2026, 3, 2)
HERE = Path("/bank")


def question(
    id: str, level: int = 1, kind: str = "compute", needs: tuple[str, ...] = ()
) -> Question:
    return Question(
        id=id,
        topic=id.partition("/")[0],
        kind=kind,  # type: ignore[arg-type]
        level=level,
        title=Text.same(id),
        sources=(),
        folder=HERE / id,
        bank=HERE,
        needs=needs,
    )


def topic(id: str, *requires: str) -> Topic:
    return Topic(id, Text(f"Topic {id}", f"主题 {id}"), "g", requires, HERE / id)


def track(id: str, *topics: str, kinds: tuple[Any, ...] = ()) -> Track:
    return Track(id, Text(f"Track {id}", f"路线 {id}"), topics, kinds)


def state(
    id: str, ago_days: int, rating: Rating = Rating.GOOD, stability_days: float = 5.0
) -> ReviewState:
    return ReviewState(id, stability_days, 5.0, TODAY - timedelta(days=ago_days), rating)


def situation(
    questions: list[Question],
    memory: tuple[ReviewState, ...] = (),
    topics: tuple[Topic, ...] = (),
    tracks: tuple[Track, ...] = (),
    **more: Any,
) -> Situation:
    names = {q.topic for q in questions}
    known = {t.id: t for t in topics} or {name: topic(name) for name in sorted(names)}
    return Situation(
        questions={q.id: q for q in questions},
        topics=known,
        tracks={t.id: t for t in tracks},
        memory={s.question: s for s in memory},
        last_seen=more.pop("last_seen", {s.question: s.last for s in memory}),
        today=TODAY,
        **more,
    )


def order_of_new(now: Situation, track: str = "") -> list[str]:
    """The order in which new questions would be offered if each were skipped."""
    chosen: list[str] = []
    while (choice := choose(now, Wish(without=frozenset(chosen), track=track))).question:
        chosen.append(choice.question)
    return chosen


def test_what_is_due_comes_before_what_is_new() -> None:
    now = situation([question("a/new"), question("a/old")], (state("a/old", 9),))
    choice = choose(now)
    assert (choice.question, choice.because) == ("a/old", "due")
    assert "9 days ago" in choice.reason.en
    assert "9 天前" in choice.reason.zh


def test_the_most_nearly_forgotten_is_first() -> None:
    now = situation(
        [question("a/1"), question("a/2"), question("a/3")],
        (
            state("a/1", 8, stability_days=5),
            state("a/2", 30, stability_days=5),
            state("a/3", 30, stability_days=29),
        ),
    )
    assert [q.id for q in due_now(now)] == ["a/2", "a/1", "a/3"]


def test_a_due_question_that_was_skipped_today_comes_last() -> None:
    memory = (state("a/1", 8), state("a/2", 30))
    now = situation(
        [question("a/1"), question("a/2")],
        memory,
        last_seen={"a/2": TODAY, "a/1": TODAY - timedelta(8)},
    )
    assert [q.id for q in due_now(now)] == ["a/1", "a/2"]


def test_a_day_before_it_is_due_it_does_not_come() -> None:
    early = state("a/1", 4, stability_days=5.0)
    assert due(early) == TODAY + timedelta(days=1)
    now = situation([question("a/1"), question("a/2")], (early,))
    assert due_now(now) == ()
    assert choose(now).question == "a/2"


def test_new_questions_follow_the_track_and_the_level() -> None:
    now = situation(
        [question("b/1", 2), question("a/2", 2), question("a/1", 1), question("b/0", 1)],
        tracks=(track("t", "b", "a"),),
    )
    assert order_of_new(now) == ["b/0", "b/1", "a/1", "a/2"]
    choice = choose(now)
    assert choice.because == "new"
    assert "“Topic b”" in choice.reason.en
    assert "“Track t”" in choice.reason.en
    assert "“主题 b”" in choice.reason.zh


def test_the_shortest_track_is_the_way_in_and_topics_in_none_come_last() -> None:
    now = situation(
        [question("z/1"), question("a/1"), question("m/1"), question("n/1")],
        tracks=(track("alpha", "m", "n"), track("beta", "z")),
    )
    assert order_of_new(now) == ["z/1", "m/1", "n/1", "a/1"]
    assert order_of_new(now, "alpha") == ["m/1", "n/1"]


def test_a_tracks_kinds_narrow_it() -> None:
    now = situation(
        [question("a/1", kind="compute"), question("a/2", kind="code")],
        tracks=(track("t", "a", kinds=("code",)),),
    )
    assert order_of_new(now, "t") == ["a/2"]


def test_what_a_topic_builds_on_comes_first() -> None:
    now = situation(
        [question("adam/1"), question("momentum/1")],
        topics=(topic("adam", "momentum"), topic("momentum")),
        tracks=(track("t", "adam", "momentum"),),
    )
    assert choose(now).question == "momentum/1"
    # Once it was remembered, the track's order is followed again.
    known = situation(
        [question("adam/1"), question("momentum/1"), question("momentum/2")],
        (state("momentum/1", 1),),
        topics=(topic("adam", "momentum"), topic("momentum")),
        tracks=(track("t", "adam", "momentum"),),
    )
    assert choose(known).question == "adam/1"


def test_a_prerequisite_without_questions_here_holds_nothing_up() -> None:
    now = situation([question("adam/1")], topics=(topic("adam", "momentum"), topic("momentum")))
    choice = choose(now)
    assert choice.question == "adam/1"
    assert "builds on" not in choice.reason.en


def test_a_circle_of_prerequisites_still_gives_a_question_and_says_so() -> None:
    now = situation([question("a/1"), question("b/1")], topics=(topic("a", "b"), topic("b", "a")))
    choice = choose(now)
    assert choice.question == "a/1"
    assert "It builds on “Topic b”" in choice.reason.en


def test_after_a_lapse_the_harder_ones_of_the_topic_wait() -> None:
    now = situation(
        [question("a/1", 1), question("a/2", 2), question("b/1", 1)],
        (state("a/1", 0, Rating.AGAIN),),
        tracks=(track("t", "a", "b"),),
    )
    assert order_of_new(now) == ["b/1", "a/2"]


def test_levels_far_above_what_was_shown_wait() -> None:
    questions = [question("a/5", 5), question("b/1", 1)]
    tracks = (track("t", "a", "b"),)
    assert order_of_new(situation(questions, tracks=tracks)) == ["b/1", "a/5"]
    shown = [question(f"c/{n}", 4) for n in range(3)]
    able = situation([*questions, *shown], tuple(state(q.id, 1) for q in shown), tracks=tracks)
    assert choose(able).question == "a/5"


def test_nothing_new_and_nothing_due_gives_the_one_nearest_to_being_forgotten() -> None:
    now = situation(
        [question("a/1"), question("a/2"), question("a/3")],
        (
            state("a/1", 3, stability_days=50),
            state("a/2", 3, stability_days=10),
            state("a/3", 0, stability_days=1),
        ),
    )
    choice = choose(now)
    assert (choice.question, choice.because) == ("a/2", "ahead")


def test_when_all_was_had_today_it_says_so() -> None:
    choice = choose(situation([question("a/1")], (state("a/1", 0),)))
    assert (choice.question, choice.because) == ("", "nothing")
    assert "tomorrow" in choice.reason.en


def test_only_due_never_gives_a_new_one() -> None:
    now = situation([question("a/1"), question("a/2")], (state("a/1", 1, stability_days=5),))
    choice = choose(now, Wish(only_due=True))
    assert choice.question == ""
    assert "in 4 days" in choice.reason.en
    assert "2026-03-06" in choice.reason.zh
    fresh = choose(situation([question("a/1")]), Wish(only_due=True))
    assert "nothing has been answered" in fresh.reason.en
    done = situation([question("a/1")], (state("a/1", 30),))
    skipped = choose(done, Wish(only_due=True, without=frozenset({"a/1"})))
    assert skipped.reason.en == "Nothing else is due."


def test_what_needs_an_extra_is_left_out_and_counted() -> None:
    now = situation([question("a/1", needs=("torch",)), question("a/2", 3)])
    choice = choose(now)
    assert choice.question == "a/2"
    assert choice.missing == {"torch": 1}
    with_torch = situation(
        [question("a/1", needs=("torch",)), question("a/2", 3)], installed=frozenset({"torch"})
    )
    assert choose(with_torch).question == "a/1"
    alone = choose(situation([question("a/1", needs=("torch",))]))
    assert alone.question == ""
    assert "torch" in alone.reason.en


@pytest.mark.parametrize(
    ("wish", "near"),
    [
        (Wish(track="twelve-basics"), "twelve_basics"),
        (Wish(topic="batch_nrom"), "batch_norm"),
        (Wish(topic="qqq"), "There are: batch_norm"),
    ],
)
def test_an_unknown_track_or_topic_is_told_with_the_nearest(wish: Wish, near: str) -> None:
    now = situation([question("batch_norm/1")], tracks=(track("twelve_basics", "batch_norm"),))
    with pytest.raises(BadInput, match=near) as caught:
        choose(now, wish)
    assert caught.value.zh


def test_a_question_that_is_gone_from_the_bank_is_not_asked() -> None:
    now = situation([question("a/1")], (state("gone/1", 90),))
    assert choose(now).question == "a/1"


ids = st.sampled_from([f"{t}/{n}" for t in "abc" for n in range(3)])


@given(
    st.lists(ids, unique=True),
    st.dictionaries(ids, st.tuples(st.integers(0, 40), st.sampled_from(list(Rating)))),
    st.sets(ids),
    st.booleans(),
)
def test_the_choice_is_always_allowed_and_true(
    names: list[str],
    had: dict[str, tuple[int, Rating]],
    without: set[str],
    only_due: bool,
) -> None:
    memory = tuple(state(id, ago, rating) for id, (ago, rating) in had.items())
    now = situation(
        [question(name, 1 + i % 5) for i, name in enumerate(names)],
        memory,
        topics=(topic("a"), topic("b", "a"), topic("c", "b", "nowhere")),
        tracks=(track("t", "c", "a"),),
    )
    wish = Wish(without=frozenset(without), only_due=only_due)
    choice = choose(now, wish)
    assert choose(now, wish) == choice
    assert choice.reason.en
    assert choice.reason.zh
    ripe = {
        id
        for id in names
        if id in now.memory and due(now.memory[id]) <= TODAY and id not in without
    }
    if choice.question:
        assert choice.question in set(names) - without
        assert (choice.because == "due") == bool(ripe)
        assert (choice.question in now.memory) == (choice.because != "new")
    else:
        assert not ripe
        assert (
            only_due
            or not set(names) - without - set(now.memory)
            or all(id in now.memory for id in set(names) - without)
        )
