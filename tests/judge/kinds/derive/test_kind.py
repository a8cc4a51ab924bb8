"""The kind `derive`: parts, steps, errors carried forward, form, and what authors get wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from viva.catalog import Bank, Catalog
from viva.core import BadInput, Verdict
from viva.judge import Judge
from viva.judge.kinds.derive.form import faults
from viva.judge.kinds.derive.lines import read_lines, write_lines
from viva.judge.kinds.derive.notation.reading import read
from viva.judge.kinds.derive.notation.symbols import declare
from viva.judge.kinds.derive.schema import Form, Part

QUESTION = r"""
kind = "derive"
level = 2
title = { en = "Backward", zh = "反向" }

[symbols]
X = { kind = "matrix[n,d]", means = { en = "inputs", zh = "输入" } }
Y = "matrix[n,k]"
W = "matrix[d,h]"
V = "matrix[h,k]"
Z = "= X @ W"
P = "= relu(Z) @ V"
D = "= 2*(P - Y)/n"
E = "= (D @ V.T)*(Z > 0)"

[[part]]
name = "outer"
title = { en = "Gradient of V", zh = "V 的梯度" }
left = '\frac{\partial L}{\partial V}'
reference = 'relu(Z).T @ D'
form = { vectorised = true, weight = 0.25 }

[[part]]
name = "inner"
title = { en = "Gradient of W", zh = "W 的梯度" }
reference = 'X^\top E'

[[part.step]]
name = "at_output"
title = { en = "At the output", zh = "输出处" }
symbol = "D"

[[part.step]]
name = "at_hidden"
title = { en = "At the hidden layer", zh = "隐层处" }
symbol = "E"

[[part.rule]]
id = "no_mask"
wrong = 'X^\top D V^\top'
feedback = { en = "The ReLU is missing.", zh = "漏了 ReLU。" }

[[sources]]
cite = "Rumelhart, Hinton and Williams (1986)"
"""
PROSE = {"prompt": "Derive.", "answer": "So."}


def bank_with(folder: Path, toml: str = QUESTION, cases: str = "") -> Catalog:
    """A bank with a single derive question."""
    question = folder / "topics" / "nets" / "backward"
    question.mkdir(parents=True)
    (folder / "bank.toml").write_text(
        'name = "tiny"\ntitle = { en = "Tiny", zh = "小" }\nformat = 1\nlicence = "CC0-1.0"\n'
    )
    (question.parent / "topic.toml").write_text(
        'title = { en = "Nets", zh = "网络" }\ngroup = "foundations"\nrequires = []\n'
    )
    (question / "question.toml").write_text(toml, encoding="utf-8")
    for stem, text in PROSE.items():
        (question / f"{stem}.en.md").write_text(text)
        (question / f"{stem}.zh.md").write_text("推导。")
    (question / "cases.toml").write_text(cases, encoding="utf-8")
    return Catalog([Bank(folder, "tiny")])


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return bank_with(tmp_path_factory.mktemp("bank"))


def graded(catalog: Catalog, judge: Judge, answer: object) -> Verdict:
    variant = judge.variant(catalog.question("nets/backward"))
    return judge.grade(variant, judge.parse(variant, answer))


def states(verdict: Verdict) -> dict[str, str]:
    return {c.id: c.state for c in verdict.criteria}


RIGHT = {"outer": r"\operatorname{relu}(Z)^\top D", "inner": "X.T @ E"}


def test_a_right_answer_needs_no_steps(catalog: Catalog, judge: Judge) -> None:
    verdict = graded(catalog, judge, RIGHT)
    assert verdict.outcome == "pass"
    assert states(verdict) == {
        "outer": "covered",
        "outer_form": "covered",
        "inner": "covered",
        "inner_at_output": "covered",
        "inner_at_hidden": "covered",
    }
    assert verdict.criteria[0].evidence.en == "You wrote: relu(Z)ᵀ D"


def test_an_answer_may_come_in_all_shapes(catalog: Catalog, judge: Judge) -> None:
    for raw in (
        RIGHT,
        ["outer: relu(Z).T @ D", "inner: X^T E"],
        "outer: relu(Z).T @ D\ninner: X^T E",
        "relu(Z).T @ D\nX^T E",
        "outer：relu(Z).T @ D\n\ninner：X^T E",
        {"outer": ["relu(Z).T @ D"], "inner": ["at_output: 2(P-Y)/n", "X^T E"]},
    ):
        assert graded(catalog, judge, raw).outcome == "pass", raw


def test_what_is_shown_is_taken_again(catalog: Catalog, judge: Judge) -> None:
    variant = judge.variant(catalog.question("nets/backward"))
    answer = judge.parse(variant, RIGHT)
    kind = judge.kind(variant.question)
    assert judge.parse(variant, kind.as_shown(variant, answer)) == answer


def test_steps_count_where_the_end_is_wrong(catalog: Catalog, judge: Judge) -> None:
    lines = ["at_output: 2(P - Y)/n", r"(D V^\top)\odot\mathbb{1}[Z>0]", r"E^\top X"]
    verdict = graded(catalog, judge, {**RIGHT, "inner": lines})
    assert states(verdict)["inner"] == "wrong"
    assert states(verdict)["inner_at_output"] == states(verdict)["inner_at_hidden"] == "covered"
    alone = graded(catalog, judge, {**RIGHT, "inner": r"E^\top X"})
    assert verdict.score > alone.score


def test_an_error_is_carried_forward(catalog: Catalog, judge: Judge) -> None:
    lines = [
        "at_output: (P - Y)/n",
        "at_hidden: (D V^T)*(Z > 0)",
        "X.T @ ((P - Y)/n @ V.T * (Z > 0))",
    ]
    lines[1] = r"at_hidden: \frac1n(P - Y)V^\top\odot\mathbb{1}[Z>0]"
    verdict = graded(catalog, judge, {**RIGHT, "inner": lines})
    end = next(c for c in verdict.criteria if c.id == "inner")
    assert (end.state, end.score) == ("partial", 0.5)
    assert "follows from your own line 1" in end.feedback.en
    assert "第 1 行" in end.feedback.zh
    step = next(c for c in verdict.criteria if c.id == "inner_at_output")
    assert step.state == "wrong"
    assert "factor 1/2" in step.feedback.en


@pytest.mark.parametrize(
    "lines",
    [
        # the same guess over and over, blanks of a derivation, the prompt repeated
        ["X", "X", "X", "X^T D"],
        ["Z", "P", "X.T @ Z"],
        ["D - D", "0", "X.T @ Z"],
        ["at_output: X", "at_hidden: X", "X.T @ Z"],
    ],
)
def test_empty_steps_earn_nothing(catalog: Catalog, judge: Judge, lines: list[str]) -> None:
    bare = graded(catalog, judge, {**RIGHT, "inner": lines[-1]})
    padded = graded(catalog, judge, {**RIGHT, "inner": lines})
    assert padded.score == bare.score


def test_one_line_counts_for_one_step(catalog: Catalog, judge: Judge) -> None:
    lines = ["2(P - Y)/n", "2(P - Y)/n", r"E^\top X"]
    reached = states(graded(catalog, judge, {**RIGHT, "inner": lines}))
    assert (reached["inner_at_output"], reached["inner_at_hidden"]) == ("covered", "missing")


def test_too_many_guesses_are_no_answer(catalog: Catalog, judge: Judge) -> None:
    with pytest.raises(BadInput, match="lines"):
        graded(catalog, judge, {**RIGHT, "inner": [f"X.T @ E*{k}" for k in range(40)]})


def test_lines_that_say_the_same_share_one_error(catalog: Catalog, judge: Judge) -> None:
    lines = ["2*X.T @ E", "X.T @ E + X.T @ E"]
    verdict = graded(catalog, judge, {**RIGHT, "inner": lines})
    end = next(c for c in verdict.criteria if c.id == "inner")
    assert (end.state, end.score) == ("wrong", 0.0)
    assert "equals your own line 1" in end.feedback.en
    assert "factor 2" in end.feedback.en


def test_the_authors_rule_speaks(catalog: Catalog, judge: Judge) -> None:
    verdict = graded(catalog, judge, {**RIGHT, "inner": "X.T @ D @ V.T"})
    end = next(c for c in verdict.criteria if c.id == "inner")
    assert "The ReLU is missing." in end.feedback.en


def test_form_is_judged_apart(catalog: Catalog, judge: Judge) -> None:
    loop = r"\sum_i \operatorname{relu}(Z)_{ia}D_{ij}"
    verdict = graded(catalog, judge, {**RIGHT, "outer": loop})
    assert states(verdict)["outer"] == "covered"
    assert states(verdict)["outer_form"] == "wrong"
    assert verdict.outcome == "partial"
    wrong = graded(catalog, judge, {**RIGHT, "outer": "Z.T @ D"})
    assert states(wrong)["outer_form"] == "skipped"


def test_a_missing_part_is_told(catalog: Catalog, judge: Judge) -> None:
    verdict = graded(catalog, judge, {"inner": "X.T @ E"})
    assert states(verdict)["outer"] == "missing"


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("outer: foo", "not among this question's symbols"),
        ({"outer": "Z.T @", "inner": "X"}, "line 1"),
        ({"other": "X"}, "no part `other`"),
        ("X\nX\nX", "2 parts"),
        ("", "nothing was answered"),
        (3, "a formula or a list of lines"),
        ([1, 2], "a formula or a list of lines"),
        ({"outer": "__import__('os')"}, "line 1"),
    ],
)
def test_no_answer_at_all(catalog: Catalog, judge: Judge, raw: object, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        graded(catalog, judge, raw)
    assert says in str(caught.value)
    assert caught.value.zh


def test_how_it_was_read_can_be_shown_before_judging(catalog: Catalog, judge: Judge) -> None:
    variant = judge.variant(catalog.question("nets/backward"))
    kind: Any = judge.kind(variant.question)
    shown = kind.readings(variant, judge.parse(variant, RIGHT))
    assert [row["text"] for row in shown] == ["relu(Z)ᵀ D", "Xᵀ E"]
    assert variant.shown["parts"][1]["steps"][0]["name"] == "at_output"
    assert variant.shown["symbols"][0]["means"]["zh"] == "输入"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('X = { kind = "matrix[n,d]"', 'X = { kind = "matrx[n,d]"', "symbols.X"),
        ("reference = 'X^\\top E'", "reference = 'X^\\top Q'", "part[1].reference"),
        ("reference = 'X^\\top E'", "reference = 'X E'", "part[1].reference"),
        ("wrong = 'X^\\top D V^\\top'", "wrong = 'X^'", "part[1].rule[0].wrong"),
        ('symbol = "E"', 'symbol = "X"', "no definition"),
        ('symbol = "E"', 'symbol = "E"\nreference = "E"', "both"),
        ('symbol = "E"\n', "", "neither"),
        ('name = "at_hidden"', 'name = "outer"', "twice"),
        ("weight = 0.25", "weight = -1", "weight"),
        ("vectorised = true", "vectorized = true", "form.vectorized"),
        ('E = "= (D @ V.T)*(Z > 0)"', 'E = "= E + D"', "symbols.E"),
    ],
)
def test_an_authors_mistake_is_told_with_its_field(
    tmp_path: Path, judge: Judge, old: str, new: str, says: str
) -> None:
    assert old in QUESTION
    broken = bank_with(tmp_path, QUESTION.replace(old, new))
    with pytest.raises(BadInput) as caught:
        judge.variant(broken.question("nets/backward"))
    assert says in str(caught.value)
    assert "question.toml" in str(caught.value)


def test_specimens_and_mutants(tmp_path: Path, judge: Judge) -> None:
    cases = """
[[case]]
answer = { outer = 'Z.T @ D' }
verdict = "fail"
states = { outer = "wrong" }

[[case]]
answer = "foo"
verdict = "invalid"
"""
    catalog = bank_with(tmp_path, cases=cases)
    variant = judge.variant(catalog.question("nets/backward"))
    kind = judge.kind(variant.question)
    specimens = list(kind.specimens(variant, judge))
    names = [s.name for s in specimens]
    assert names[:3] == ["worked", "outer in LaTeX", "outer in Python"]
    assert {s.role for s in specimens} == {"worked", "right", "wrong", "invalid"}
    for specimen in specimens:
        if specimen.role in ("worked", "right"):
            answer = judge.parse(variant, specimen.answer)
            assert judge.grade(variant, answer).outcome == "pass", specimen.name
    mutants = list(kind.mutants(variant, judge))
    assert len(mutants) > 10
    assert len({m.name for m in mutants}) == len(mutants)


# ---------------------------------------------------------------------- lines and form

PART = Part("a", title=None, reference="x")  # type: ignore[arg-type]
OTHER = Part("b", title=None, reference="x")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("x +\n1", ["x + 1"]),
        ("\\begin{cases} x & x>0 \\\\\n0 & x\\le 0\\end{cases}", None),
        ("(x\n+ 1)", ["(x + 1)"]),
        ("x\ny", ["x", "y"]),
        ("a: x", ["x"]),
        ("L: x", ["L: x"]),
        ("x := 1", ["x := 1"]),
    ],
)
def test_lines(text: str, lines: list[str] | None) -> None:
    read_ = [line.text for line in read_lines(text, [PART])["a"]]
    assert len(read_) == 1 if lines is None else read_ == lines


def test_lines_of_several_parts_survive_a_round_trip() -> None:
    lines = read_lines({"a": ["x", "y"], "b": "z"}, [PART, OTHER])
    assert read_lines(write_lines(lines, [PART, OTHER]), [PART, OTHER]) == lines


@pytest.mark.parametrize(
    ("form", "good", "bad"),
    [
        (Form(in_terms_of=("sigma(x)",)), [r"\sigma(x)(1-\sigma(x))", "sigmoid(x)**2"],
         ["x", "exp(-x)/(1+exp(-x))**2", "sigmoid(x)*x"]),
        (Form(vectorised=True), ["X @ w", r"X^\top X"], [r"\sum_i x_i", "X[0]", "w_i"]),
        (Form(without=("exp", "sum")), ["x"], ["exp(x)", "sum(w)", r"\sum_i w_i"]),
        (Form(needs=("softmax",)), ["softmax(w)"], ["exp(w)/sum(exp(w))"]),
        (Form(simplified=True), ["x + 1", "2*x", r"\frac{x}{2}"],
         ["x + 1 + 2", "1*x", "x/1", "x^1", "x + x", "-(-x)", "(x/2)/3", "2*3*x", "x/x", "x + 0"]),
        (Form(at_most=3), ["x + 1"], ["x*x*x + 1"]),
    ],
)  # fmt: skip
def test_form(form: Form, good: list[str], bad: list[str]) -> None:
    symbols = declare("x: real, X: matrix[n,d], w: vector[d]")
    assert [t for t in good if faults(read(t, symbols), form, symbols)] == []
    assert [t for t in bad if not faults(read(t, symbols), form, symbols)] == []
