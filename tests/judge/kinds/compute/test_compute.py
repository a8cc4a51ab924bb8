"""The kind `compute` on the toy bank: parts, exactness, slips, partial credit."""

from __future__ import annotations

import pytest

from viva.catalog import Catalog
from viva.core import BadInput, Text, Verdict
from viva.judge import Judge
from viva.judge.kinds.compute.compare import agrees, slip
from viva.judge.kinds.compute.schema import Part


def part(**fields: object) -> Part:
    return Part(name="x", title=Text("x", "x"), **{"type": "real", **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "want", "right", "wrong"),
    [
        ({"type": "int"}, 12, [12, 12.0], [12.001, 13]),
        ({}, 2.0, [2.001, 1.999], [2.01, 1.9]),
        ({"rtol": 0.01}, 2.0, [2.019], [2.03]),
        ({"atol": 0.5}, 2.0, [2.5, 1.5], [2.6]),
        ({"significant": 3}, 123.456, [123.0, 123.456, 124.0], [125.0, 122.0]),
        ({"significant": 2}, 0.001234, [0.0012, 0.0013], [0.0015]),
        ({"decimals": 2}, 0.1234, [0.12, 0.1234, 0.13], [0.14]),
        ({"significant": 3}, 0.0, [0.0], [0.01]),
    ],
)
def test_exactness(
    fields: dict[str, object], want: float, right: list[float], wrong: list[float]
) -> None:
    p = part(**fields)
    assert all(agrees(p, x, want) for x in right)
    assert not any(agrees(p, x, want) for x in wrong)


@pytest.mark.parametrize(
    ("got", "want", "word"),
    [(-3.0, 3.0, "sign"), (50.0, 0.5, "percent"), (6.0, 3.0, "twice"), (0.25, 4.0, "reciprocal"),
     (3.02, 3.0, "close"), (17.3, 3.0, "")],
)  # fmt: skip
def test_general_slips(got: float, want: float, word: str) -> None:
    said = slip(part(), got, want)
    assert word in said.en if word else said.en == ""
    assert bool(said.en) == bool(said.zh)


def grade(toy: Catalog, judge: Judge, raw: object, seed: int = 0) -> Verdict:
    variant = judge.variant(toy.question("arithmetic/area"), seed)
    return judge.grade(variant, judge.parse(variant, raw))


def numbers_of(toy: Catalog, judge: Judge, seed: int = 0) -> tuple[int, int]:
    params = judge.variant(toy.question("arithmetic/area"), seed).params
    return params["w"], params["h"]


def test_all_shapes_of_an_answer_mean_the_same(toy: Catalog, judge: Judge) -> None:
    w, h = numbers_of(toy, judge)
    for raw in (
        {"area": str(w * h), "ratio": f"{w}/{h}"},
        {"area": w * h, "ratio": w / h},
        f'{{"area": {w * h}, "ratio": "{w}/{h}"}}',
        f"area = {w * h}\nratio = {w}/{h}",
        f"area：{w * h}\nratio：{w}/{h}",
        f"{w * h}\n{w}/{h}",
    ):
        assert grade(toy, judge, raw).outcome == "pass", raw


def test_partial_credit_and_a_recognised_mistake(toy: Catalog, judge: Judge) -> None:
    w, h = numbers_of(toy, judge)
    verdict = grade(toy, judge, {"area": 2 * (w + h), "ratio": w / h})
    assert verdict.outcome == "partial"
    assert verdict.score == 0.5
    area, ratio = verdict.criteria
    assert (area.state, ratio.state) == ("wrong", "covered")
    assert area.feedback == Text("That is the perimeter.", "这是周长。")
    assert str(2 * (w + h)) in area.evidence.en


def test_nothing_gives_the_right_value_away(toy: Catalog, judge: Judge) -> None:
    w, h = numbers_of(toy, judge)
    verdict = grade(toy, judge, {"area": "1", "ratio": "9"})
    said = " ".join(c.evidence.en + c.feedback.en for c in verdict.criteria)
    assert str(w * h) not in said
    variant = judge.variant(toy.question("arithmetic/area"), 0)
    assert str(w * h) not in variant.prompt.en
    assert "secret" not in str(variant.shown)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({}, "nothing was answered"),
        ({"area": ""}, "nothing was answered"),
        ({"aera": "3"}, "Did you mean `area`"),
        ({"area": "many"}, "not a number"),
        ({"area": True}, "not a number"),
        ({"area": float("nan")}, "finite"),
        ({"area": {"a": 1}}, "not a number"),
        ("{broken", "looks like JSON"),
        (7, "object of named parts"),
        (None, "object of named parts"),
        ("only one line", "2 parts"),
    ],
)
def test_no_answer_at_all_is_told_so(toy: Catalog, judge: Judge, raw: object, words: str) -> None:
    variant = judge.variant(toy.question("arithmetic/area"), 0)
    with pytest.raises(BadInput, match=words):
        judge.parse(variant, raw)


def test_variants_are_a_pure_function_of_question_and_seed(toy: Catalog, judge: Judge) -> None:
    question = toy.question("arithmetic/area")
    assert judge.variant(question, 5) == judge.variant(question, 5)
    assert judge.variant(question, 5).params != judge.variant(question, 6).params


def test_choices_by_letter_number_word_and_in_chinese(toy: Catalog, judge: Judge) -> None:
    variant = judge.variant(toy.question("arithmetic/fixed"), 0)
    for word in ("a", "A)", "1", "even", "Even", "偶数"):
        answer = judge.parse(variant, {"product": "42", "which": word})
        assert judge.grade(variant, answer).outcome == "pass", word
    with pytest.raises(BadInput, match="none of the choices"):
        judge.parse(variant, {"which": "neither"})
