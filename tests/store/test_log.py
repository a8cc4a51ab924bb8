"""The log only grows; the same key twice is the same event once; what follows is renewed."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from store_events import NOON, CountingRules, attempt, close, verdict

from viva.core import BadInput, Rating
from viva.store import Place, Store, open_store, place_in
from viva.store.engine import make_engine, reading, writing


def test_what_goes_in_comes_out(store: Store) -> None:
    event = attempt(
        "k1",
        answer={"height": "½ ×10³", "width": "３２"},
        outcome="fail",
        score_low=0.25,
        score_high=0.5,
        verdict=verdict(score=0.25),
        elapsed_s=12.5,
        variant="fp",
    )
    assert store.append([event]) == (event,)
    assert store.event("me", "k1") == event
    assert store.encounter("me", "e1") == (event,)
    assert store.history("me", "softmax/by_hand", whole=True) == (event,)
    (course,) = store.history("me", "softmax/by_hand")
    assert (course.outcome, course.score_low, course.answer, course.verdict) == (
        "fail",
        0.25,
        None,
        None,
    )


@pytest.mark.parametrize(
    "answer",
    ["", "def f(x):\n\treturn x\n", "答案：½", "a\0b", "😀" * 100, ["a", "b"], {"p": "1"}, {}],
)
def test_any_answer_survives(store: Store, answer: Any) -> None:
    store.append([attempt("k", answer=answer)])
    stored = store.event("me", "k")
    assert stored is not None
    assert stored.answer == answer


def test_half_a_surrogate_pair_is_refused_and_nothing_is_stored(store: Store) -> None:
    with pytest.raises(BadInput, match="surrogate"):
        store.append([attempt("k0"), attempt("k", answer="a\ud800b")])
    assert store.newest("me") == ()


def test_time_is_kept_in_utc_whatever_zone_it_came_in(store: Store) -> None:
    at = datetime(2026, 3, 2, 1, 30, 5, 123456, tzinfo=timezone(timedelta(hours=8)))
    store.append([attempt("k", at=at, day=date(2026, 3, 1))])
    (stored,) = store.encounter("me", "e1")
    assert stored.at == at
    assert stored.at.tzinfo is UTC
    assert stored.day == date(2026, 3, 1)


def test_the_same_key_twice_is_one_event(store: Store) -> None:
    first = attempt("k", answer="one", outcome="pass", score_low=1.0, score_high=1.0)
    again = attempt("k", answer="two", outcome="fail", score_low=0.0, score_high=0.0)
    assert store.append([first]) == (first,)
    assert store.append([again]) == (first,)
    assert store.append([first, attempt("k2")])[0] == first
    assert [e.key for e in store.encounter("me", "e1")] == ["k", "k2"]


def test_the_key_of_another_event_is_refused_and_the_whole_batch_with_it(store: Store) -> None:
    store.append([attempt("k")])
    with pytest.raises(BadInput, match="used before"):
        store.append([attempt("new"), close("k")])
    assert [e.key for e in store.encounter("me", "e1")] == ["k"]


def test_keys_belong_to_their_learner(store: Store) -> None:
    store.append([attempt("k"), attempt("k", learner="you")])
    assert len(store.encounter("me", "e1")) == len(store.encounter("you", "e1")) == 1
    assert store.memory("you") == {}


def test_what_follows_is_renewed_with_each_event(store: Store) -> None:
    store.append([attempt("a", event="start")])
    assert [u.encounter for u in store.unfinished("me")] == ["e1"]
    assert store.last_shown("me") == {"softmax/by_hand": date(2026, 3, 2)}
    store.append([close("b", Rating.HARD)])
    assert store.unfinished("me") == ()
    assert store.memory("me")["softmax/by_hand"].rating is Rating.HARD
    assert [p.shown for p in store.progress("me")] == [2]


def test_newest_comes_first(store: Store) -> None:
    store.append([attempt(f"k{i}", minutes=-i) for i in range(5)])
    assert [e.key for e in store.newest("me", 3)] == ["k4", "k3", "k2"]


def test_other_rules_derive_everything_anew(place: Place) -> None:
    with open_store(CountingRules(), place) as store:
        store.append([close("a"), close("b", question="auc/by_rank")])
    with open_store(CountingRules("heavier", 3.0), place) as store:
        assert {s.stability_days for s in store.memory("me").values()} == {3.0}
    with open_store(CountingRules("heavier", 99.0), place) as store:
        # The same name means the same rules: nothing is computed.
        assert {s.stability_days for s in store.memory("me").values()} == {3.0}


@pytest.mark.parametrize(
    "fields",
    [
        {"rating": 5},
        {"rating": 0},
        {"score_low": 0.8, "score_high": 0.2},
        {"score_low": -0.1, "score_high": 0.2},
        {"score_low": 0.1, "score_high": 1.2},
    ],
)
def test_the_database_itself_refuses_nonsense(place: Place, fields: dict[str, Any]) -> None:
    with open_store(CountingRules(), place) as store:
        store.append([attempt("k")])
    engine = make_engine(place)
    sets = ", ".join(f"{name} = {value}" for name, value in fields.items())
    with engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text(f"UPDATE attempts SET {sets}"))
    with engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text("DELETE FROM learners"))
    engine.dispose()


def test_the_settings_that_survive_a_power_cut_hold(store: Store, place: Place) -> None:
    engine = make_engine(place)
    with reading(engine, place) as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }


def test_a_failing_step_leaves_nothing_behind(store: Store, place: Place) -> None:
    class Broken(CountingRules):
        def derive(self, question: str, events: Any) -> Any:
            raise ZeroDivisionError

    engine = make_engine(place)
    broken = Store(engine, place, Broken())
    with pytest.raises(ZeroDivisionError):
        broken.append([attempt("k")])
    engine.dispose()
    assert store.newest("me") == ()


def test_many_threads_write_at_once(store: Store) -> None:
    failures: list[BaseException] = []

    def write(name: str) -> None:
        try:
            for i in range(15):
                store.append([close(f"{name}/{i}", encounter=f"{name}{i}")])
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(f"t{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(store.newest("me", 1000)) == 60
    assert store.memory("me")["softmax/by_hand"].repetitions == 60


def test_a_reader_is_not_stopped_by_a_writer(store: Store, place: Place) -> None:
    store.append([attempt("k")])
    engine = make_engine(place)
    with writing(engine, place) as connection:
        connection.execute(text("UPDATE learners SET since = since"))
        assert len(store.newest("me")) == 1
    engine.dispose()


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(list(Rating))), max_size=12))
def test_derived_anew_equals_derived_along_the_way(
    tmp_path_factory: pytest.TempPathFactory, ratings: list[tuple[str, Rating]]
) -> None:
    folder = tmp_path_factory.mktemp("replay")
    with open_store(CountingRules(), _template(tmp_path_factory, folder)) as store:
        for i, (name, rating) in enumerate(ratings):
            at = NOON + timedelta(days=i)
            store.append([close(f"k{i}", rating, question=f"q/{name}", encounter=f"e{i}", at=at)])
        along = (store.memory("me"), store.progress("me"), store.unfinished("me"))
        store.rebuild()
        assert (store.memory("me"), store.progress("me"), store.unfinished("me")) == along


_made: list[bytes] = []


def _template(factory: pytest.TempPathFactory, folder: Path) -> Place:
    """An empty store in `folder`, copied from one that was made once."""
    if not _made:
        made = place_in(factory.mktemp("template"))
        open_store(CountingRules(), made).close()
        assert made.file is not None
        _made.append(made.file.read_bytes())
    place = place_in(folder)
    assert place.file is not None
    place.file.write_bytes(_made[0])
    return place
