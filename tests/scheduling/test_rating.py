"""One rating per encounter, from what happened in it: the rule, case by case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viva.core import Outcome, Rating
from viva.scheduling import Happened, allowed_ratings, rating_of
from viva.scheduling.rating import NotRated

AGAIN, HARD, GOOD, EASY = Rating


def answer(outcome: Outcome, score: float = 0.0) -> Happened:
    return Happened("answer", outcome, 1.0 if outcome == "pass" else score)


HINT, GIVE_UP = Happened("hint"), Happened("give_up")


@pytest.mark.parametrize(
    ("happened", "rating"),
    [
        ([], "nothing"),
        ([HINT], "nothing"),
        ([answer("pass")], GOOD),
        ([answer("pass"), HINT], GOOD),
        ([HINT, answer("pass")], HARD),
        ([answer("fail"), answer("pass")], HARD),
        ([answer("partial", 0.9), answer("pass")], HARD),
        ([answer("undecided", 0.5), answer("pass")], HARD),
        ([answer("fail", 0.59)], AGAIN),
        ([answer("partial", 0.6)], HARD),
        ([answer("partial", 0.7), answer("fail", 0.1)], HARD),
        ([answer("fail", 0.0), answer("fail", 0.2)], AGAIN),
        ([answer("partial", 0.9), GIVE_UP], AGAIN),
        ([GIVE_UP], AGAIN),
        ([answer("undecided", 0.65)], "ask"),
        ([answer("fail", 0.2), answer("undecided", 0.5)], "ask"),
        ([answer("undecided", 0.5), answer("fail", 0.2)], AGAIN),
        ([answer("undecided", 0.5), answer("error")], "ask"),
        # The judge's own failure is nobody's try.
        ([answer("error")], "nothing"),
        ([answer("error"), answer("error")], "nothing"),
        ([answer("error"), answer("pass")], GOOD),
        ([answer("error"), HINT], "nothing"),
        ([answer("error"), GIVE_UP], AGAIN),
        ([answer("fail", 0.1), answer("error")], AGAIN),
    ],
)
def test_the_rule(happened: list[Happened], rating: Rating | NotRated) -> None:
    assert rating_of(happened) == rating


@pytest.mark.parametrize(
    ("ruled", "allowed"),
    [
        ("nothing", set()),
        ("ask", {AGAIN, HARD, GOOD, EASY}),
        (GOOD, {AGAIN, HARD, GOOD, EASY}),
        (HARD, {AGAIN, HARD}),
        (AGAIN, {AGAIN}),
    ],
)
def test_what_the_learner_may_say_instead(ruled: Rating | NotRated, allowed: set[Rating]) -> None:
    assert allowed_ratings(ruled) == allowed


events = st.lists(
    st.one_of(
        st.just(HINT),
        st.just(GIVE_UP),
        st.builds(
            answer,
            st.sampled_from(["pass", "partial", "fail", "undecided", "error"]),
            st.floats(0, 0.99),
        ),
    ),
    max_size=8,
)


@given(events)
def test_easy_is_never_given_by_the_rule(happened: list[Happened]) -> None:
    assert rating_of(happened) != EASY


@given(events)
def test_good_means_the_first_try_without_a_hint(happened: list[Happened]) -> None:
    tries = [h for h in happened if h.outcome != "error"]
    assert (rating_of(happened) is GOOD) == (bool(tries) and tries[0].outcome == "pass")


@given(events, st.integers(0, 8))
def test_the_judges_errors_change_nothing(happened: list[Happened], place: int) -> None:
    with_error = [*happened[:place], answer("error"), *happened[place:]]
    assert rating_of(with_error) == rating_of(happened)
