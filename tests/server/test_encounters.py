"""An encounter from its beginning to its close, as a browser goes through it."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from served import Served

RIGHT = {"product": "42", "which": "even"}
WRONG = {"product": "13", "which": "even"}


def submit(served: Served, id: str, answer: object, key: str, status: int = 200) -> Any:
    body = {"answer": answer, "key": key}
    return served.api("POST", f"/encounters/{id}/submit?lang=en", status=status, json=body)


def test_a_question_is_begun_in_the_language_that_is_asked_for(served: Served) -> None:
    encounter = served.api(
        "POST", "/encounters?lang=zh-Hant", json={"question": "arithmetic/fixed"}
    )
    assert encounter["question"]["title"] == "六乘七"
    assert (
        encounter["prompt_html"]
        == '<p><span class="math inline">6 \\times 7</span> 等於多少？</p>\n'
    )
    assert [p["title"] for p in encounter["shown"]["parts"]] == ["6 × 7", "奇數還是偶數？"]
    assert encounter["hints"] == {"taken": 0, "of": 1, "texts_html": []}
    assert (encounter["closed"], encounter["tried"], encounter["resumed"]) == (False, False, False)


def test_nothing_that_the_judge_keeps_back_is_sent(served: Served) -> None:
    assert "2 * x" not in str(served.begin("arithmetic/double"))
    # Its id is random, and may well hold the two figures.
    encounter = {k: v for k, v in served.begin("arithmetic/fixed").items() if k != "id"}
    assert "42" not in str(encounter)


def test_wrong_then_right(served: Served) -> None:
    id = served.begin("arithmetic/fixed")["id"]
    first = submit(served, id, WRONG, "key-number-1")
    assert first["verdict"]["verdict"] != "pass"
    assert first["closing"] is None
    assert first["worked_html"] is None
    assert first["tried"] is True
    product = next(c for c in first["verdict"]["criteria"] if c["id"] == "product")
    assert product["feedback_html"] == "That is the sum."
    second = submit(served, id, RIGHT, "key-number-2")
    assert second["verdict"]["verdict"] == "pass"
    assert second["closing"]["rating"] == 2
    assert second["closing"]["in_days"] >= 1
    assert "Forty-two" in second["worked_html"]
    after = served.api("GET", f"/encounters/{id}")
    assert (after["closed"], after["rating"], after["last"]["answer"]) == (True, 2, RIGHT)
    again = submit(served, id, RIGHT, "key-number-3", status=422)
    assert "closed" in again["detail"]


def test_the_same_key_is_the_same_answer_once(served: Served) -> None:
    id = served.begin("arithmetic/fixed")["id"]
    first = submit(served, id, WRONG, "same-key-twice")
    second = submit(served, id, RIGHT, "same-key-twice")
    assert (first["repeated"], second["repeated"]) == (False, True)
    assert second["verdict"] == first["verdict"]
    assert len(served.api("GET", "/questions/arithmetic/fixed/history")["attempts"]) == 1


def test_an_impatient_click_is_one_answer(served: Served) -> None:
    id = served.begin("arithmetic/fixed")["id"]
    done: list[Any] = []
    threads = [
        threading.Thread(target=lambda: done.append(submit(served, id, RIGHT, "impatient-key")))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 6
    assert {d["verdict"]["verdict"] for d in done} == {"pass"}
    assert {d["closing"]["rating"] for d in done} == {3}
    assert len(served.api("GET", "/questions/arithmetic/fixed/history")["attempts"]) == 1


def test_a_key_of_another_question_is_refused(served: Served) -> None:
    first = served.begin("arithmetic/fixed")["id"]
    second = served.begin("arithmetic/area")["id"]
    submit(served, first, RIGHT, "one-key-for-two")
    refused = submit(served, second, {"area": "1", "ratio": "1"}, "one-key-for-two", status=409)
    assert refused["where"] == "key"


def test_what_is_no_answer_is_no_attempt_and_is_not_lost(served: Served) -> None:
    id = served.begin("arithmetic/fixed")["id"]
    refused = submit(served, id, {"product": "many"}, "key-number-1", status=422)
    assert refused["type"] == "urn:viva:problem:bad-input"
    assert served.api("GET", f"/encounters/{id}")["draft"]["answer"] == {"product": "many"}
    assert served.api("GET", "/questions/arithmetic/fixed/history")["attempts"] == []


def test_running_records_nothing(served: Served) -> None:
    id = served.begin("arithmetic/double")["id"]
    before = served.desk.store.newest("me")
    answer = "def double(x):\n    return x ** 2\n"
    ran = served.api("POST", f"/encounters/{id}/run?lang=en", json={"answer": answer})
    assert ran["verdict"]["verdict"] != "pass"
    assert "You squared it." in str(ran)
    assert served.desk.store.newest("me") == before
    assert served.api("GET", f"/encounters/{id}")["tried"] is False


@pytest.mark.parametrize(
    ("case", "result", "error"),
    [
        ("double(4)", "8", None),
        ("print('hi'); double(np.arange(3))", "array([0, 2, 4])", None),
        ("a = 3\ndouble(a)", "6", None),
        ("a = 3", "", None),
        ("double(", None, "SyntaxError"),
        ("double(None)", None, "TypeError"),
        ("open('/etc/passwd').read()", None, "Error"),
        ("while True: pass", None, "5 s"),
        ("__import__('os')._exit(3)", None, "ended"),
    ],
)
def test_a_call_of_one_s_own(
    served: Served, case: str, result: str | None, error: str | None
) -> None:
    id = served.begin("arithmetic/double")["id"]
    body = {"answer": "def double(x):\n    return 2 * x\n", "case": case}
    got = served.api("POST", f"/encounters/{id}/cases?lang=en", json=body)
    assert got["result"] == result
    assert (got["error"] is None) == (error is None)
    assert error is None or error in got["error"]
    assert got["printed"] == ("hi\n" if "print" in case else "")


def test_only_code_can_be_called(served: Served) -> None:
    id = served.begin("arithmetic/fixed")["id"]
    served.api("POST", f"/encounters/{id}/cases", status=422, json={"answer": "x", "case": "x"})


def test_hints_are_taken_one_by_one(served: Served) -> None:
    id = served.begin("arithmetic/fixed")["id"]
    hint = served.api("POST", f"/encounters/{id}/hint?lang=en")
    assert hint == {"rung": 1, "of": 1, "text_html": "<p>Seven sixes.</p>\n"}
    served.api("POST", f"/encounters/{id}/hint", status=409)
    assert served.api("GET", f"/encounters/{id}")["hints"]["taken"] == 1
    assert submit(served, id, RIGHT, "key-number-1")["closing"]["rating"] == 2


def test_the_model_answer_comes_after_a_try(served: Served) -> None:
    id = served.begin("arithmetic/fixed")["id"]
    refused = served.api("GET", f"/encounters/{id}/solution", status=409)
    assert "Forty-two" not in str(refused)
    submit(served, id, WRONG, "key-number-1")
    assert "Forty-two" in served.api("GET", f"/encounters/{id}/solution")["worked_html"]


def test_the_starter_handed_in_is_no_try(served: Served) -> None:
    encounter = served.begin("arithmetic/double")
    submit(served, encounter["id"], encounter["shown"]["starter"], "key-number-1")
    served.api("GET", f"/encounters/{encounter['id']}/solution", status=409)


def test_giving_up_closes_and_shows(served: Served) -> None:
    id = served.begin("arithmetic/fixed")["id"]
    given_up = served.api("POST", f"/encounters/{id}/give_up?lang=zh-Hans")
    assert given_up["closing"]["rating"] == 1
    assert "四十二" in given_up["worked_html"]
    assert served.api("POST", f"/encounters/{id}/give_up")["closing"]["rating"] == 1


def test_the_learner_may_rate_where_it_is_allowed(served: Served) -> None:
    id = served.begin("arithmetic/fixed")["id"]
    passed = submit(served, id, RIGHT, "key-number-1")
    assert (passed["proposed_rating"], passed["allowed_ratings"]) == (3, [1, 2, 3, 4])
    easy = served.api("POST", f"/encounters/{id}/close", json={"rating": 4})
    assert easy["closing"]["rating"] == 4
    assert easy["closing"]["in_days"] > passed["closing"]["in_days"]
    other = served.begin("arithmetic/area")["id"]
    submit(served, other, {"area": "1", "ratio": "1"}, "key-number-2")
    refused = served.api("POST", f"/encounters/{other}/close", status=422, json={"rating": 4})
    assert refused["where"] == "rating"


def test_undo_opens_it_again_with_the_answer_as_draft(served: Served) -> None:
    served.api("POST", "/undo", status=409)
    id = served.begin("arithmetic/fixed")["id"]
    submit(served, id, RIGHT, "key-number-1")
    undone = served.api("POST", "/undo?lang=en")
    assert undone == {
        "undone": {
            "question": "arithmetic/fixed",
            "title": "Six by seven",
            "outcome": "pass",
            "rating": 3,
        },
        "encounter": id,
    }
    after = served.api("GET", f"/encounters/{id}")
    assert (after["closed"], after["draft"]["answer"], after["last"]) == (False, RIGHT, None)


def test_the_past_answers_with_their_verdicts(served: Served) -> None:
    id = served.begin("arithmetic/fixed")["id"]
    submit(served, id, WRONG, "key-number-1")
    served.wait(minutes=2)
    submit(served, id, RIGHT, "key-number-2")
    newest, oldest = served.api("GET", "/questions/arithmetic/fixed/history")["attempts"]
    assert (newest["outcome"], newest["answer"], newest["rating"]) == ("pass", RIGHT, 2)
    assert (oldest["answer"], oldest["rating"]) == (WRONG, 2)
    assert newest["elapsed_s"] == 120
    assert oldest["verdict"]["criteria"][0]["id"] == "product"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("GET", "/drafts"),
        ("GET", "/solution"),
        ("POST", "/hint"),
        ("POST", "/give_up"),
    ],
)
def test_an_encounter_that_is_none(served: Served, method: str, path: str) -> None:
    found = served.api(method, f"/encounters/nothing{path}?lang=en", status=404)
    assert found["detail"] == "There is no such encounter."


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"question": "no/where"}, 404),
        ({"question": ""}, 404),
        ({"mode": "question"}, 422),
        ({"topic": "nowhere"}, 422),
        ({"track": "nowhere"}, 422),
        ({"kind": "derive"}, 404),
        ({"kind": "nonsense"}, 422),
        ({"seed": -1}, 422),
        ({"what": 1}, 422),
    ],
)
def test_what_cannot_be_begun(served: Served, body: object, status: int) -> None:
    served.api("POST", "/encounters", status=status, json=body)


def test_a_seed_can_be_asked_for(served: Served) -> None:
    first = served.begin("arithmetic/area", seed=7)
    assert first["seed"] == 7
    assert served.begin("arithmetic/area", seed=8)["prompt_html"] != first["prompt_html"]
