"""What a page needs of an explanation, a formula and a program of our own bank."""

from __future__ import annotations

from typing import Any

from served import Served

QUESTION = "bias_variance/tradeoff"
HALF = (
    "😀 Bias is the systematic error of a model that is too simple. "
    "Variance is how much the fitted model changes with the training sample."
)


def submit(ours: Served, id: str, answer: object, key: str) -> Any:
    body = {"answer": answer, "key": key}
    return ours.api("POST", f"/encounters/{id}/submit?lang=en", json=body)


def test_evidence_is_found_in_the_text_as_javascript_counts(ours: Served) -> None:
    id = ours.begin(QUESTION)["id"]
    said = submit(ours, id, HALF, "key-number-1")
    units = HALF.encode("utf-16-le")
    spans = {s["criterion"]: s for s in said["verdict"]["evidence_spans"]}
    assert spans
    for criterion in said["verdict"]["criteria"]:
        if criterion["id"] in spans:
            span = spans[criterion["id"]]
            piece = units[2 * span["start"] : 2 * span["end"]].decode("utf-16-le")
            assert piece == criterion["evidence"]


def test_a_follow_up_is_asked_once(ours: Served) -> None:
    id = ours.begin(QUESTION)["id"]
    first = submit(ours, id, HALF, "key-number-1")["follow_up"]
    assert first["question_html"]
    second = submit(ours, id, HALF + " I do not know more.", "key-number-2")["follow_up"]
    assert second is None or second["point"] != first["point"]


def test_overruling_changes_what_is_shown_and_nothing_that_is_logged(ours: Served) -> None:
    id = ours.begin(QUESTION)["id"]
    said = submit(ours, id, HALF, "key-number-1")
    missing = [c["id"] for c in said["verdict"]["criteria"] if c["state"] == "missing"]
    log = ours.desk.store.whole_log("me", whole=True)
    place = f"/encounters/{id}/overrule?lang=en"
    scores = [said["verdict"]["score"]]
    for point in missing:
        body = {"criterion": point, "state": "covered", "note": "I said that."}
        verdict = ours.api("POST", place, json=body)["verdict"]
        scores.append(verdict["score"])
    assert scores == sorted(scores)
    assert verdict["verdict"] == "pass"
    assert {c["id"] for c in verdict["criteria"] if c["overruled"]} == set(missing)
    assert ours.desk.store.whole_log("me", whole=True) == log
    assert ours.api("GET", f"/encounters/{id}?lang=en")["last"]["verdict"] == verdict
    for point in missing:
        body = {"criterion": point, "state": None}
        verdict = ours.api("POST", place, json=body)["verdict"]
    assert verdict["score"] == said["verdict"]["score"]
    assert verdict["verdict"] == said["verdict"]["verdict"]


def test_only_a_point_of_an_explanation_can_be_overruled(ours: Served) -> None:
    id = ours.begin(QUESTION)["id"]
    body = {"criterion": "bias", "state": "covered"}
    ours.api("POST", f"/encounters/{id}/overrule", status=409, json=body)
    submit(ours, id, HALF, "key-number-1")
    body = {"criterion": "nothing", "state": "covered"}
    ours.api("POST", f"/encounters/{id}/overrule", status=404, json=body)


def test_the_learner_s_words_keep_their_script(ours: Served) -> None:
    id = ours.begin(QUESTION)["id"]
    answer = "偏差是模型太简单带来的系统误差。方差是模型对训练样本的敏感程度，换一份样本结果就变。"
    body = {"answer": answer, "key": "key-number-1"}
    said = ours.api("POST", f"/encounters/{id}/submit?lang=zh-Hant", json=body)
    evidence = [c["evidence"] for c in said["verdict"]["criteria"] if c["evidence"]]
    assert evidence
    assert all(e in answer for e in evidence)


def test_a_formula_is_read_back_while_it_is_typed(ours: Served) -> None:
    question = "activation_role/sigmoid_derivative"

    def read(text: str) -> Any:
        return ours.api("POST", "/formula/read?lang=en", json={"question": question, "text": text})

    assert read("s(1-s)")["tex"].replace("\\,", "").replace(" ", "") == "s\\left(1-s\\right)"
    assert read("") == {"ok": True, "tex": "", "error": None, "position": None}
    broken = read("s((1-s")
    assert (broken["ok"], broken["position"]) == (False, 2)
    assert "never closed" in broken["error"]
    assert read("__import__('os')")["ok"] is False
    other = {"question": "bias_variance/tradeoff", "text": "x"}
    ours.api("POST", "/formula/read", status=422, json=other)
    ours.api("POST", "/formula/read", status=404, json={"question": "no/where", "text": "x"})


def test_a_formula_answer_is_shown_as_it_was_read(ours: Served) -> None:
    id = ours.begin("activation_role/sigmoid_derivative")["id"]
    body = {"answer": {"derivative": "s*(1-s)", "second": "s*(1-s)*(1-2*s)", "bound": "4^(-L)"}}
    said = ours.api("POST", f"/encounters/{id}/run", json=body)["verdict"]
    assert [r["part"] for r in said["readings"]] == ["derivative", "second", "bound"]
    assert all(r["latex"] for r in said["readings"])


def test_related_questions_are_of_the_topic(ours: Served) -> None:
    related = ours.begin("softmax/stable_softmax")["related"]
    assert related["questions"]
    assert all(q["id"].startswith("softmax/") for q in related["questions"])
    assert "softmax/stable_softmax" not in [q["id"] for q in related["questions"]]
