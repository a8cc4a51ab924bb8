"""Today, topics, search and progress over a bank with some practice behind it."""

from __future__ import annotations

import pytest
from served import Served

RIGHT = {"product": "42", "which": "even"}


def answer(served: Served, question: str, given: object, key: str) -> dict[str, object]:
    encounter = served.begin(question)
    return served.api(
        "POST", f"/encounters/{encounter['id']}/submit", json={"answer": given, "key": key}
    )


def test_today_of_a_new_learner(served: Served) -> None:
    today = served.api("GET", "/today?lang=en")
    assert today["next"]["id"] in served.desk.catalog.questions
    assert "New to you" in today["next"]["reason"]
    assert today["due"] == today["resume"] == []
    assert today["upcoming_new"] == 3
    assert len(today["forecast"]) == 14
    assert served.desk.store.newest("me") == ()


def test_what_was_left_open_is_offered_again(served: Served) -> None:
    encounter = served.begin("arithmetic/fixed")
    assert served.api("GET", "/today")["resume"] == []
    draft = {"answer": {"product": "4"}, "version": 0, "client": "a"}
    served.api("PUT", f"/encounters/{encounter['id']}/draft", json=draft)
    (left,) = served.api("GET", "/today")["resume"]
    assert left["encounter"] == encounter["id"]
    assert served.begin("arithmetic/fixed")["resumed"] is True


def test_what_is_due_comes_back(served: Served) -> None:
    answer(served, "arithmetic/fixed", RIGHT, "first-answer")
    assert served.api("GET", "/today")["due"] == []
    served.wait(days=30)
    today = served.api("GET", "/today?lang=zh-Hans")
    (due,) = today["due"]
    assert due["id"] == "arithmetic/fixed"
    assert 0 < due["recall"] < 0.9
    assert today["next"]["id"] == "arithmetic/fixed"
    assert "复习" in today["next"]["reason"]
    assert served.api("GET", "/state")["due"] == 1
    reviewed = served.api("POST", "/encounters", json={"mode": "review"})
    assert reviewed["question"]["id"] == "arithmetic/fixed"


def test_where_nothing_is_due_a_sentence_says_when(served: Served) -> None:
    answer(served, "arithmetic/fixed", RIGHT, "first-answer")
    found = served.api("POST", "/encounters?lang=en", status=404, json={"mode": "review"})
    assert "next review comes" in found["detail"]


def test_the_map_of_topics(served: Served) -> None:
    answer(served, "arithmetic/fixed", RIGHT, "first-answer")
    topics = served.api("GET", "/topics")
    (card,) = [t for g in topics["groups"] for t in g["topics"]]
    assert (card["id"], card["questions"], card["had"]) == ("arithmetic", 3, 1)
    assert card["kinds"] == {"compute": 2, "code": 1}
    assert 0.3 < card["strength"] < 0.34
    (track,) = topics["tracks"]
    assert (track["id"], track["had"], track["topics"]) == ("all", 1, ["arithmetic"])
    page = served.api("GET", "/topics/arithmetic")
    states = {q["id"]: q["state"] for q in page["questions"]}
    assert states == {
        "arithmetic/fixed": "known",
        "arithmetic/area": "new",
        "arithmetic/double": "new",
    }
    assert page["topic"] == card


def test_a_missed_question_is_being_learned(served: Served) -> None:
    encounter = served.begin("arithmetic/fixed")
    served.api("POST", f"/encounters/{encounter['id']}/give_up")
    states = {q["id"]: q for q in served.api("GET", "/topics/arithmetic")["questions"]}
    assert states["arithmetic/fixed"]["state"] == "learning"
    assert states["arithmetic/fixed"]["strength"] == 0
    (weak,) = served.api("GET", "/progress")["weak"]
    assert weak["id"] == "arithmetic/fixed"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("rectangle", "arithmetic/area"),
        ("RECT", "arithmetic/area"),
        ("矩形", "arithmetic/area"),
        ("翻倍", "arithmetic/double"),
        ("翻倍 数组", "arithmetic/double"),
        ("數組", "arithmetic/double"),
        ("arithmetic", "arithmetic"),
        ("arithmetic area", "arithmetic/area"),
    ],
)
def test_search_finds_in_both_languages(served: Served, query: str, first: str) -> None:
    found = served.api("GET", "/search", params={"q": query, "lang": "en"})["results"]
    assert found[0]["id"] == first


@pytest.mark.parametrize("query", ["", " ", "ectangle", "nothing at all", "<", "(", "\\", "%"])
def test_search_finds_nothing_where_nothing_is(served: Served, query: str) -> None:
    results = served.api("GET", "/search", params={"q": query})["results"]
    assert all(query.strip() for _ in results)
    assert query in ("<", "(", "\\", "%") or results == []


def test_search_marks_what_it_found(ours: Served) -> None:
    found = ours.api("GET", "/search", params={"q": "logits", "lang": "en"})["results"]
    assert any("<mark>" in f["snippet_html"].lower() for f in found)
    chinese = ours.api("GET", "/search", params={"q": "過擬合", "lang": "zh-Hant"})["results"]
    assert chinese[0]["title"] == "過擬合"


def test_progress_tells_it_all(served: Served) -> None:
    answer(served, "arithmetic/fixed", RIGHT, "first-answer")
    served.wait(days=1)
    answer(served, "arithmetic/area", {"area": "1", "ratio": "1"}, "second-answer")
    progress = served.api("GET", "/progress")
    assert progress["report"]["streak_days"] == 2
    assert [d["answers"] for d in progress["calendar"]] == [1, 1]
    assert [d["passed"] for d in progress["calendar"]] == [1, 0]
    assert [a["question"] for a in progress["attempts"]] == ["arithmetic/area", "arithmetic/fixed"]
    first, last = progress["strength"]
    assert first["value"] == pytest.approx(1 / 3, abs=1e-4)
    assert 0.3 < last["value"] < first["value"]


def test_strength_over_time_ends_where_the_report_stands(served: Served) -> None:
    answer(served, "arithmetic/fixed", RIGHT, "first-answer")
    served.wait(days=9)
    encounter = served.begin("arithmetic/area")
    served.api("POST", f"/encounters/{encounter['id']}/give_up")
    progress = served.api("GET", "/progress")
    (topic,) = progress["topics"]
    assert progress["strength"][-1]["value"] == pytest.approx(topic["strength"], abs=1e-3)


def test_how_am_i_judged_in_both_languages(served: Served) -> None:
    english = served.api("GET", "/judging?lang=en")["html"]
    chinese = served.api("GET", "/judging?lang=zh-Hans")["html"]
    assert "rubric" in english or "checklist" in english
    assert "要点" in chinese
    assert "TODO" not in english
