"""Taking back: as if it had not been, while the log still tells of it."""

from __future__ import annotations

import pytest
from practice_toys import Desk

from viva.core import BadInput, Rating

Q = "mean/by_hand"


def state(desk: Desk) -> object:
    return (
        desk.store.memory("me"),
        [(p.question, p.day, p.answers, p.passed, p.reviews) for p in desk.store.progress("me")],
        [(u.encounter, u.question) for u in desk.store.unfinished("me")],
    )


def test_undo_takes_the_answer_and_its_rating_back(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    before = state(desk)
    desk.practice.submit(encounter, "pass", desk.now)
    assert desk.store.memory("me")
    undone = desk.practice.undo(desk.now)
    assert (undone.event.answer, undone.rating) == ("pass", Rating.GOOD)
    assert state(desk) == before
    assert [e.event for e in desk.practice.history(Q)] == ["start", "answer", "close", "undo"]


def test_the_answer_taken_back_is_the_draft_again(desk: Desk) -> None:
    desk.do(Q, "wrong-number")
    desk.practice.undo(desk.now)
    choice = desk.practice.next_question(desk.now)
    assert (choice.question, choice.because) == (Q, "resume")
    again = desk.practice.start(Q, desk.now)
    assert again.draft is not None
    assert again.draft.body == "wrong-number"
    done = desk.practice.submit(again, "pass", desk.now)
    assert done.closing is not None
    assert done.closing.rating is Rating.GOOD


def test_undo_goes_back_step_by_step_through_encounters(desk: Desk) -> None:
    desk.do(Q, "wrong", "pass")
    desk.do("mean/by_code", "partial 0.7")
    taken = []
    for _ in range(3):
        undone = desk.practice.undo(desk.now)
        taken.append((undone.event.question, undone.event.answer, undone.rating))
    assert taken == [
        ("mean/by_code", "partial 0.7", Rating.HARD),
        (Q, "pass", Rating.HARD),
        (Q, "wrong", None),
    ]
    assert desk.store.memory("me") == {}
    with pytest.raises(BadInput, match="nothing to take back"):
        desk.practice.undo(desk.now)


def test_giving_up_and_skipping_can_be_taken_back(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    desk.practice.give_up(encounter, desk.now)
    assert desk.practice.undo(desk.now).event.event == "give_up"
    assert desk.store.memory("me") == {}
    desk.practice.close(encounter, desk.now)
    assert desk.practice.undo(desk.now).event.event == "close"
    assert [u.encounter for u in desk.store.unfinished("me")] == [encounter.id]


def test_a_changed_rating_goes_with_its_answer(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    desk.practice.submit(encounter, "pass", desk.now)
    desk.practice.close(encounter, desk.now, Rating.EASY)
    assert desk.practice.undo(desk.now).rating is Rating.EASY
    assert desk.store.memory("me") == {}


def test_the_memory_of_earlier_days_comes_back_exactly(desk: Desk) -> None:
    desk.do(Q, "pass")
    desk.wait(days=3)
    before = desk.store.memory("me")
    desk.do(Q, "wrong")
    assert desk.store.memory("me") != before
    desk.practice.undo(desk.now)
    assert desk.store.memory("me") == before


def test_a_hint_taken_before_still_counts_after_an_undo(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    desk.practice.hint(encounter, desk.now)
    desk.practice.submit(encounter, "wrong", desk.now)
    desk.practice.hint(encounter, desk.now)
    desk.practice.undo(desk.now)
    # The second hint came after the answer and went with it; the first stands.
    second = desk.practice.hint(encounter, desk.now)
    assert second is not None
    assert second.rung == 2
    closing = desk.practice.submit(encounter, "pass", desk.now).closing
    assert closing is not None
    assert closing.rating is Rating.HARD


def test_each_learner_undoes_their_own(desk: Desk) -> None:
    desk.do(Q, "pass")
    you = Desk(desk.place, learner="you")
    with pytest.raises(BadInput):
        you.practice.undo(desk.now)
    you.close()
    assert desk.store.memory("me")
