"""One encounter from its start to its rating: what is recorded, and what never is."""

from __future__ import annotations

from datetime import date

import pytest
from practice_toys import NOON, Desk

from viva.core import BadInput, NeedsExtra, Rating
from viva.judge import JUDGE_VERSION
from viva.practice.practice import PAUSE_S
from viva.scheduling import Wish
from viva.store import DraftConflict

Q = "mean/by_hand"


def events(desk: Desk, id: str = Q) -> list[str]:
    return [e.event for e in desk.practice.history(id)]


def test_a_pass_at_the_first_try_closes_as_good_and_comes_again(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    desk.wait(seconds=40)
    done = desk.practice.submit(encounter, "pass", desk.now)
    assert done.verdict.passed
    assert done.closing is not None
    assert done.closing.rating is Rating.GOOD
    assert done.closing.due == date(2026, 3, 4)
    assert done.closing.in_days == 2
    assert events(desk) == ["start", "answer", "close"]
    start, answer, close = desk.practice.history(Q)
    assert answer.elapsed_s == 40
    assert close.elapsed_s == 0
    assert (answer.answer, answer.outcome, answer.verdict) == ("pass", "pass", done.verdict)
    for event in (start, answer, close):
        assert event.learner == "me"
        assert event.encounter == encounter.id
        assert event.seed == encounter.variant.seed
        assert event.content_hash == encounter.variant.content_hash
        assert event.judge_version == JUDGE_VERSION
        assert event.day == date(2026, 3, 2)
        assert event.variant
    assert len({e.key for e in (start, answer, close)}) == 3


def test_a_later_pass_is_hard(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    first = desk.practice.submit(encounter, "wrong", desk.now)
    assert first.closing is None
    assert not first.ask
    second = desk.practice.submit(encounter, "pass", desk.now)
    assert second.closing is not None
    assert second.closing.rating is Rating.HARD


def test_hints_come_in_order_are_recorded_and_cost(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    rungs = [desk.practice.hint(encounter, desk.now) for _ in range(3)]
    assert [(h.rung, h.of, h.text.en) for h in rungs if h] == [(1, 2, "nudge"), (2, 2, "idea")]
    assert rungs[2] is None
    assert events(desk) == ["start", "hint", "hint"]
    closing = desk.practice.submit(encounter, "pass", desk.now).closing
    assert closing is not None
    assert closing.rating is Rating.HARD


@pytest.mark.parametrize(
    ("answers", "rating"),
    [
        (["partial 0.6"], Rating.HARD),
        (["partial 0.5"], Rating.AGAIN),
        (["wrong", "wrong"], Rating.AGAIN),
        (["undecided 0.6"], None),
        (["error"], None),
        ([], None),
    ],
)
def test_closing_without_a_pass(desk: Desk, answers: list[str], rating: Rating | None) -> None:
    desk.do(Q, *answers)
    assert desk.practice.history(Q)[-1].rating is rating
    memory = desk.store.memory("me")
    assert (Q in memory) == (rating is not None)


def test_giving_up_is_again_and_twice_is_once(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    closing = desk.practice.give_up(encounter, desk.now)
    assert closing.rating is Rating.AGAIN
    assert closing.in_days == 1
    assert desk.practice.give_up(encounter, desk.now) == closing
    assert events(desk) == ["start", "give_up", "close"]


def test_undecided_asks_the_learner(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    assert desk.practice.submit(encounter, "undecided 0.6", desk.now).ask
    ruled, allowed = desk.practice.ratings(encounter)
    assert ruled == "ask"
    assert allowed == set(Rating)
    closing = desk.practice.close(encounter, desk.now, Rating.GOOD)
    assert closing.rating is Rating.GOOD
    assert desk.store.memory("me")[Q].rating is Rating.GOOD


def test_easy_only_when_the_learner_says_so_and_only_after_a_clean_pass(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    good = desk.practice.submit(encounter, "pass", desk.now).closing
    easy = desk.practice.close(encounter, desk.now, Rating.EASY)
    assert good is not None
    assert easy.rating is Rating.EASY
    assert easy.in_days is not None
    assert good.in_days is not None
    assert easy.in_days > good.in_days
    # One rating per encounter: the last one, not two reviews.
    assert desk.store.memory("me")[Q].repetitions == 1
    other = desk.practice.start("variance/by_hand", desk.now)
    desk.practice.submit(other, "wrong", desk.now)
    desk.practice.submit(other, "pass", desk.now)
    with pytest.raises(BadInput, match="Easy would say more"):
        desk.practice.close(other, desk.now, Rating.EASY)
    assert desk.practice.close(other, desk.now, Rating.AGAIN).rating is Rating.AGAIN


def test_nothing_judged_cannot_be_rated(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    desk.practice.submit(encounter, "error", desk.now)
    with pytest.raises(BadInput):
        desk.practice.close(encounter, desk.now, Rating.GOOD)
    assert desk.practice.close(encounter, desk.now).rating is None


def test_closing_twice_is_closing_once(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    done = desk.practice.submit(encounter, "pass", desk.now)
    assert desk.practice.close(encounter, desk.now) == done.closing
    assert desk.practice.close(encounter, desk.now, Rating.GOOD) == done.closing
    assert events(desk) == ["start", "answer", "close"]


def test_what_is_no_answer_is_no_attempt_but_is_not_lost(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    with pytest.raises(BadInput, match="nothing was answered"):
        desk.practice.submit(encounter, "   ", desk.now)
    assert events(desk) == ["start"]
    assert desk.judge.graded == []
    draft = desk.store.draft("me", encounter.id)
    assert draft is not None
    assert draft.body == "   "
    assert desk.practice.submit(encounter, "pass", desk.now).closing is not None


def test_what_was_typed_is_stored_before_it_is_judged(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    seen: list[object] = []

    def look() -> None:
        draft = desk.store.draft("me", encounter.id)
        seen.append(draft and draft.body)
        raise MemoryError

    desk.judge.before_grading = look
    with pytest.raises(MemoryError):
        desk.practice.submit(encounter, "pass", desk.now)
    assert seen == ["pass"]
    draft = desk.store.draft("me", encounter.id)
    assert draft is not None
    assert draft.body == "pass"
    desk.judge.before_grading = lambda: None
    desk.practice.submit(encounter, "pass", desk.now)
    assert desk.store.draft("me", encounter.id) is None


def test_the_same_key_is_judged_once(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    first = desk.practice.submit(encounter, "pass", desk.now, key="click")
    again = desk.practice.submit(encounter, "pass", desk.now, key="click")
    assert not first.repeated
    assert again.repeated
    assert (again.verdict, again.recorded, again.closing) == (
        first.verdict,
        first.recorded,
        first.closing,
    )
    assert desk.judge.graded == ["pass"]
    assert events(desk) == ["start", "answer", "close"]


def test_the_same_key_twice_at_once_is_one_attempt(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    inner: list[object] = []

    def the_other_click() -> None:
        desk.judge.before_grading = lambda: None
        inner.append(desk.practice.submit(encounter, "partial 0.7", desk.now, key="click"))

    desk.judge.before_grading = the_other_click
    outer = desk.practice.submit(encounter, "wrong", desk.now, key="click")
    assert outer.repeated
    assert outer.verdict.outcome == "partial"
    assert events(desk) == ["start", "answer"]


def test_a_closed_encounter_takes_no_answer_but_keeps_what_was_typed(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    desk.practice.submit(encounter, "pass", desk.now)
    with pytest.raises(BadInput, match="closed"):
        desk.practice.submit(encounter, "pass again", desk.now)
    draft = desk.store.draft("me", encounter.id)
    assert draft is not None
    assert draft.body == "pass again"
    assert events(desk) == ["start", "answer", "close"]


def test_an_unknown_encounter_or_question_is_told(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    stranger = Desk(desk.place, learner="you")
    with pytest.raises(BadInput, match="no encounter"):
        stranger.practice.submit(encounter, "pass", desk.now)
    with pytest.raises(BadInput, match="no encounter"):
        desk.practice.encounter("nowhere")
    with pytest.raises(BadInput, match="no question"):
        desk.practice.start("no/such", desk.now)
    with pytest.raises(NeedsExtra, match="torch"):
        desk.practice.start("variance/by_torch", desk.now)
    stranger.close()


def test_a_long_pause_counts_as_half_an_hour(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    desk.wait(hours=5)
    desk.practice.submit(encounter, "wrong", desk.now)
    desk.now = NOON
    desk.practice.submit(encounter, "wrong", desk.now)
    assert [e.elapsed_s for e in desk.practice.history(Q)] == [0, PAUSE_S, 0]


def test_two_windows_share_one_encounter(desk: Desk) -> None:
    one = desk.practice.start(Q, desk.now)
    two = desk.practice.start(Q, desk.now)
    assert two.id == one.id
    assert two.resumed
    assert two.variant == one.variant
    version = desk.practice.keep(one, "from one", desk.now, 0)
    with pytest.raises(DraftConflict):
        desk.practice.keep(two, "from two", desk.now, 0)
    assert desk.practice.keep(two, "both", desk.now, version) == version + 1
    again = desk.practice.start(Q, desk.now)
    assert again.draft is not None
    assert again.draft.body == "both"


def test_an_encounter_can_be_looked_up(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    desk.practice.hint(encounter, desk.now)
    desk.practice.submit(encounter, "wrong", desk.now)
    found = desk.practice.encounter(encounter.id)
    assert found.variant == encounter.variant
    assert found.hints == 1
    assert found.last is not None
    assert found.last.outcome == "fail"


def test_an_answer_judged_elsewhere_is_recorded(desk: Desk) -> None:
    variant = desk.judge.variant(desk.bank.question(Q), 5)
    verdict = desk.judge.grade(variant, "wrong")
    desk.practice.record(variant, "wrong", verdict, desk.now)
    better = desk.judge.grade(variant, "pass")
    desk.practice.record(variant, "pass", better, desk.now)
    assert events(desk) == ["start", "answer", "answer", "close"]
    assert desk.store.memory("me")[Q].rating is Rating.HARD


def test_recording_belongs_to_the_open_encounter_with_that_variant(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    verdict = desk.judge.grade(encounter.variant, "pass")
    recorded = desk.practice.record(encounter.variant, "pass", verdict, desk.now)
    assert recorded.encounter == encounter.id
    assert desk.practice.next_question(desk.now, Wish(topic="mean")).question != Q


def test_the_examiner_asks_on_and_never_the_same_twice(desk: Desk) -> None:
    encounter = desk.practice.start(Q, desk.now)
    assert desk.practice.follow_up(encounter) is None
    asked = []
    for _ in range(3):
        desk.practice.submit(encounter, "wrong", desk.now)
        found = desk.practice.follow_up(encounter)
        asked.append(found.point if found else None)
    assert asked == ["why", "how", None]
    desk.practice.undo(desk.now)
    assert desk.practice.follow_up(encounter) is not None, "the third answer is taken back"
    desk.practice.submit(encounter, "pass", desk.now)
    assert desk.practice.follow_up(encounter) is None
