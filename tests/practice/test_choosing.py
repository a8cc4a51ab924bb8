"""What is offered next, fresh variants, taking up what was left, and closing what was forgotten."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from practice_toys import NOON, Desk

from viva.core import BadInput, Rating
from viva.practice import fingerprint
from viva.scheduling import Wish

Q = "mean/by_hand"


def test_a_first_day(desk: Desk) -> None:
    offered: list[tuple[str, str]] = []
    while (choice := desk.practice.next_question(desk.now)).question:
        offered.append((choice.question, choice.because))
        assert choice.missing == {"torch": 1}
        desk.do(choice.question, "pass")
    assert offered == [(Q, "new"), ("mean/by_code", "new"), ("variance/by_hand", "new")]
    assert "tomorrow" in choice.reason.en


def test_what_is_due_comes_back_on_its_day_and_not_before(desk: Desk) -> None:
    desk.do(Q, "pass")
    desk.do("mean/by_code", "wrong")
    assert desk.practice.review(desk.now) == ()
    desk.wait(days=1)
    assert [d.question.id for d in desk.practice.review(desk.now)] == ["mean/by_code"]
    desk.wait(days=1)
    queue = desk.practice.review(desk.now)
    assert [d.question.id for d in queue] == ["mean/by_code", Q]
    assert queue[0].due == date(2026, 3, 3)
    assert 0 < queue[0].recall < queue[1].recall < 1
    assert desk.practice.next_question(desk.now).because == "due"


def test_due_is_a_matter_of_days_not_of_hours(desk: Desk) -> None:
    desk.now = NOON.replace(hour=23)
    desk.do(Q, "wrong")
    desk.now = (NOON + timedelta(days=1)).replace(hour=3, minute=59)
    assert desk.practice.review(desk.now) == ()
    desk.now = (NOON + timedelta(days=1)).replace(hour=4)
    assert [d.question.id for d in desk.practice.review(desk.now)] == [Q]


def test_variants_are_fresh_until_all_were_had_then_the_one_had_longest_ago(desk: Desk) -> None:
    seen: list[str] = []
    for _ in range(8):
        encounter = desk.practice.start(Q, desk.now)
        seen.append(fingerprint(encounter.variant))
        desk.practice.close(encounter, desk.now)
    assert len(set(seen[:6])) == 6
    # The toy's seeds repeat themselves, so that drawing anew was needed.
    assert desk.judge.posed > 8
    assert seen[6] == seen[0]
    assert seen[7] == seen[1]


def test_another_learner_has_had_nothing(desk: Desk) -> None:
    desk.do(Q, "pass")
    you = Desk(desk.place, learner="you")
    assert you.practice.next_question(desk.now).because == "new"
    assert you.practice.progress(desk.now).had == 0
    you.close()


def test_a_question_without_numbers_has_the_seed_zero(desk: Desk) -> None:
    assert desk.practice.start("mean/by_code", desk.now).variant.seed == 0
    assert 1 <= desk.practice.start(Q, desk.now).variant.seed <= 9999


def test_a_wanted_seed_is_taken(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now, seed=1234)
    assert encounter.variant.seed == 1234
    assert desk.practice.start(Q, desk.now, seed=1234).id == encounter.id
    assert desk.practice.start(Q, desk.now, seed=99).id != encounter.id
    assert desk.store.unfinished("me")[0].encounter != encounter.id


def test_what_was_left_open_today_is_taken_up(desk: Desk) -> None:
    encounter = desk.practice.start("variance/by_hand", desk.now)
    desk.practice.keep(encounter, "half an ans", desk.now)
    choice = desk.practice.next_question(desk.now)
    assert (choice.question, choice.because) == ("variance/by_hand", "resume")
    again = desk.practice.start(choice.question, desk.now)
    assert again.id == encounter.id
    assert again.resumed
    assert again.draft is not None
    assert again.draft.body == "half an ans"
    # Unless something else is wanted, or it was skipped.
    assert desk.practice.next_question(desk.now, Wish(topic="mean")).question == Q
    without = Wish(without=frozenset({"variance/by_hand"}))
    assert desk.practice.next_question(desk.now, without).question == Q
    assert desk.practice.next_question(desk.now, Wish(only_due=True)).question == ""


@pytest.mark.parametrize(
    ("answers", "rating"),
    [
        (["wrong"], Rating.AGAIN),
        (["partial 0.8"], Rating.HARD),
        (["undecided 0.6"], None),
        ([], None),
    ],
)
def test_what_was_left_open_is_closed_the_next_day_as_of_the_day_before(
    desk: Desk, answers: list[str], rating: Rating | None
) -> None:
    desk.do(Q, *answers, close=False)
    desk.wait(hours=3)
    desk.practice.settle(desk.now)
    assert len(desk.store.unfinished("me")) == 1
    desk.wait(days=1)
    desk.practice.next_question(desk.now)
    assert desk.store.unfinished("me") == ()
    close = desk.practice.history(Q)[-1]
    assert (close.event, close.rating, close.day) == ("close", rating, date(2026, 3, 2))
    if rating is not None:
        assert desk.store.memory("me")[Q].last == date(2026, 3, 2)
    assert desk.practice.start(Q, desk.now).id != close.encounter


def test_a_question_that_changed_is_not_taken_up(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    desk.practice.submit(encounter, "wrong", desk.now)
    desk.judge.content = "2"
    other = desk.practice.start(Q, desk.now)
    assert other.id != encounter.id
    old = desk.store.encounter("me", encounter.id)
    assert old[-1].event == "close"
    assert {e.content_hash for e in old} == {encounter.variant.content_hash}
    assert other.variant.content_hash != encounter.variant.content_hash


def test_a_question_that_is_gone_leaves_the_rest_working(desk: Desk) -> None:
    desk.do(Q, "pass")
    desk.do("mean/by_code", "wrong", close=False)
    del desk.bank.questions[Q], desk.bank.questions["mean/by_code"]
    desk.wait(days=9)
    assert desk.practice.next_question(desk.now).question == "variance/by_hand"
    assert desk.practice.review(desk.now) == ()
    assert desk.practice.progress(desk.now).had == 0


def test_retention_moves_every_due_date_at_once(desk: Desk) -> None:
    desk.do(Q, "pass")
    desk.wait(days=1)
    assert desk.practice.review(desk.now) == ()
    desk.practice.want_retention(0.97)
    assert [d.question.id for d in desk.practice.review(desk.now)] == [Q]
    assert desk.practice.retention == 0.97
    with pytest.raises(BadInput):
        desk.practice.want_retention(0.2)
    assert desk.practice.retention == 0.97
