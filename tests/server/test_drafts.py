"""Nothing typed is ever lost: versions, two tabs, and what a submission leaves behind."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from served import Served

QUESTION = "arithmetic/double"


class Tab:
    """A tab that types into an encounter, and knows the version that it saw last."""

    def __init__(self, served: Served, encounter: str, name: str) -> None:
        self._served = served
        self._place = f"/encounters/{encounter}/draft"
        self.name = name
        self.version = 0

    def types(self, text: str, status: int = 200) -> Any:
        body = {"answer": text, "version": self.version, "client": self.name}
        said = self._served.api("PUT", self._place, status=status, json=body)
        if status == 200:
            self.version = said["version"]
        return said


@pytest.fixture
def encounter(served: Served) -> str:
    return served.begin(QUESTION)["id"]


def kept(served: Served, encounter: str) -> list[dict[str, Any]]:
    return served.api("GET", f"/encounters/{encounter}/drafts")["versions"]


def test_one_tab_goes_on_and_on(served: Served, encounter: str) -> None:
    tab = Tab(served, encounter, "a")
    for n in range(5):
        tab.types("x" * (n + 1))
    assert tab.version == 5
    assert served.api("GET", f"/encounters/{encounter}")["draft"]["answer"] == "xxxxx"


def test_of_two_tabs_neither_loses_a_word(served: Served, encounter: str) -> None:
    one, two = Tab(served, encounter, "one"), Tab(served, encounter, "two")
    one.types("from the first tab")
    said = two.types("from the second tab", status=409)
    assert said["type"] == "urn:viva:problem:stale-draft"
    assert said["current"]["answer"] == "from the first tab"
    assert said["current"]["version"] == 1
    texts = {v["answer"]: v["fate"] for v in kept(served, encounter)}
    assert texts == {"from the first tab": "current", "from the second tab": "set_aside"}
    two.version = said["current"]["version"]
    two.types("from the second tab")
    texts = {v["answer"]: v["fate"] for v in kept(served, encounter)}
    assert texts["from the second tab"] == "current"
    assert texts["from the first tab"] == "earlier"


def test_a_retried_save_is_no_conflict(served: Served, encounter: str) -> None:
    tab = Tab(served, encounter, "a")
    tab.types("x")
    tab.version = 0
    assert tab.types("x")["version"] == 1


def test_a_text_that_shrinks_much_leaves_the_longer_one(served: Served, encounter: str) -> None:
    tab = Tab(served, encounter, "a")
    tab.types("a long answer that somebody selected whole and typed over")
    tab.types("x")
    assert [v["answer"] for v in kept(served, encounter)] == [
        "x",
        "a long answer that somebody selected whole and typed over",
    ]


def test_the_past_is_kept_by_the_minute(served: Served, encounter: str) -> None:
    tab = Tab(served, encounter, "a")
    for n in range(30):
        tab.types("word " * (n + 1))
        served.wait(seconds=20)
    assert 9 <= len(kept(served, encounter)) <= 12


def test_the_past_is_bounded_but_every_tab_keeps_its_last(served: Served, encounter: str) -> None:
    other = Tab(served, encounter, "other")
    other.types("the other tab's last words")
    tab = Tab(served, encounter, "a")
    tab.version = other.version
    for n in range(60):
        tab.types(f"{n} " * (n + 1))
        served.wait(minutes=2)
    found = kept(served, encounter)
    assert len(found) <= 41
    assert "the other tab's last words" in [v["answer"] for v in found]


def test_a_submission_does_not_swallow_another_tab_s_text(served: Served, encounter: str) -> None:
    other = Tab(served, encounter, "other")
    other.types("written in the other tab")
    answer = {"answer": "def double(x):\n    return 2 * x\n", "key": "key-number-1"}
    served.api("POST", f"/encounters/{encounter}/submit", json=answer)
    assert "written in the other tab" in [v["answer"] for v in kept(served, encounter)]


def test_after_handing_in_the_next_word_is_no_conflict(served: Served, encounter: str) -> None:
    tab = Tab(served, encounter, "a")
    tab.types("def double(x): return x")
    answer = {"answer": "def double(x): return x", "key": "key-number-1"}
    served.api("POST", f"/encounters/{encounter}/submit", json=answer)
    assert tab.types("def double(x): return 2")["version"] == 2


def test_many_at_once_lose_nothing(served: Served, encounter: str) -> None:
    """Of eight tabs that save at once one wins, and all texts are there."""

    def save(n: int) -> None:
        body = {"answer": f"tab {n}", "version": 0, "client": f"tab-{n}"}
        response = served.send("PUT", f"/api/v1/encounters/{encounter}/draft", json=body)
        statuses.append(response.status_code)

    statuses: list[int] = []
    threads = [threading.Thread(target=save, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200] + [409] * 7
    assert {v["answer"] for v in kept(served, encounter)} == {f"tab {n}" for n in range(8)}


@pytest.mark.parametrize(
    "answer", ["", "中文 😀 \u2028", {"a": "1", "b": ""}, ["line 1", ""], "x" * 100_000]
)
def test_any_shape_of_answer_comes_back_as_it_was(
    served: Served, encounter: str, answer: object
) -> None:
    body = {"answer": answer, "version": 0, "client": "a"}
    served.api("PUT", f"/encounters/{encounter}/draft", json=body)
    assert served.api("GET", f"/encounters/{encounter}")["draft"]["answer"] == answer


@pytest.mark.parametrize(
    "body",
    [
        {"answer": "x"},
        {"answer": 5, "version": 0, "client": "a"},
        {"answer": {"a": {"b": "c"}}, "version": 0, "client": "a"},
        {"answer": "x", "version": -1, "client": "a"},
        {"answer": "x", "version": 0, "client": "a" * 200},
        {"answer": "x" * 100_001, "version": 0, "client": "a"},
    ],
)
def test_what_is_no_draft_is_refused(served: Served, encounter: str, body: object) -> None:
    served.api("PUT", f"/encounters/{encounter}/draft", status=422, json=body)


def test_half_a_surrogate_pair_is_refused(served: Served, encounter: str) -> None:
    content = b'{"answer": "\\ud800", "version": 0, "client": "a"}'
    response = served.send("PUT", f"/api/v1/encounters/{encounter}/draft", content=content)
    assert response.status_code == 422
