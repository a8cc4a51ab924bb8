"""Labs played live."""

from __future__ import annotations

import json
import queue
import time
from collections.abc import Iterator

import pytest

from viva.lab import Labs
from viva.lab.cache import Cache
from viva.lab.stage import Reply, Stage, Wish


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with Stage(1, Cache(None)) as stage:
        yield stage


def play(stage: Stage, wish: Wish, client: str = "me") -> list[Reply]:
    got: queue.Queue[Reply] = queue.Queue()
    stage.play(client, wish, got.put)
    replies = [got.get(timeout=20)]
    while not replies[-1].over:
        replies.append(got.get(timeout=20))
    return replies


def test_a_wish_is_played_in_its_language(stage: Stage, labs: Labs) -> None:
    entry = labs.entry("coin/heads")
    (reply,) = play(stage, Wish(entry, {"share": 0.25}, 3, "preview", "zh-Hant", id=7))
    made = json.loads(reply.document)
    assert reply.id == 7
    assert made["figures"][0]["summary"].startswith("最後是")
    assert made["params"]["throws"] == 100
    assert made["seed"] == 3


def test_partial_results_come_before_the_whole(stage: Stage, labs: Labs) -> None:
    replies = play(stage, Wish(labs.entry("coin/slow"), {"steps": 4}))
    assert [json.loads(r.document)["values"]["n"] for r in replies] == [0, 1, 2, 3]
    assert [r.over for r in replies] == [False, False, False, True]


def test_the_newest_wish_wins(stage: Stage, labs: Labs) -> None:
    got: queue.Queue[Reply] = queue.Queue()
    entry = labs.entry("coin/slow")
    stage.play("me", Wish(entry, {"steps": 1000}, id=0), got.put)
    assert got.get(timeout=20).id == 0
    for n in range(1, 10):
        stage.play("me", Wish(entry, {"steps": 1}, id=n), got.put)
    start = time.monotonic()
    ids = set()
    while 9 not in ids:
        ids.add(got.get(timeout=20).id)
    assert time.monotonic() - start < 5, "a thousand steps would take twenty seconds"
    assert ids == {0, 9}


def test_stopping_frees_the_worker(stage: Stage, labs: Labs) -> None:
    got: queue.Queue[Reply] = queue.Queue()
    stage.play("hanging", Wish(labs.entry("coin/slow"), {"end": "hang"}), got.put)
    time.sleep(0.3)
    stage.stop("hanging")
    assert play(stage, Wish(labs.entry("coin/heads"), {}))[-1].over
    assert got.empty()


def test_a_process_that_dies_is_a_problem_and_the_next_wish_is_played(
    stage: Stage, labs: Labs
) -> None:
    (reply,) = play(stage, Wish(labs.entry("coin/slow"), {"end": "die"}))
    assert reply.fault
    assert "ended unexpectedly" in reply.problem
    (reply,) = play(stage, Wish(labs.entry("coin/slow"), {"end": "raise"}))
    assert reply.fault
    assert "no such coin" in reply.problem
    (reply,) = play(stage, Wish(labs.entry("coin/heads"), {"share": 7}))
    assert not reply.fault
    assert "`share` is 7" in reply.problem
    assert play(stage, Wish(labs.entry("coin/heads"), {}))[-1].document
