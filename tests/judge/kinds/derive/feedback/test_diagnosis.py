"""How a wrong formula is wrong: the hint that each classic mistake gets."""

from __future__ import annotations

import time

import pytest

from viva.core import Text
from viva.judge.kinds.derive import Rule, compare, declare, parse

SYMBOLS = declare(
    "x: real, y: real, a: positive, s: positive, p: unit, n: dim, v: vector[n], w: vector[d], "
    "X: matrix[n,d], A: matrix[n,n], q: simplex[K], r: simplex[K], t: int 1..9, beta: unit, "
    "m: real, u: random[space], k: int 1..9"
)

HINTS = [
    # reference, answer, code, a piece of the sentence
    ("x + y", "-x - y", "factor:-1", "but for the sign"),
    ("x*a", "2*x*a", "factor:2", "factor 2"),
    ("mean(v)", "sum(v)", "factor:n^1", "A sum where a mean belongs"),
    ("sum(v)", "mean(v)", "factor:n^-1", "A mean where a sum belongs"),
    (r"\frac1n X^\top v", r"X^\top v", "factor:n^1", "division by n"),
    ("x/n", "x", "factor:n^1", "factor n"),
    ("-log(p)", "-log2(p)", "factor:1/ln 2", "base of the logarithm"),
    ("x*s", "x*s**2", "factor:s^1", "factor s"),
    ("x/sqrt(s)", "x/s", "factor:s^-0.5", "square root"),
    ("x**2", "x**2 + 3", "offset:3", "constant 3"),
    ("A", "A.T", "transposed", "transposed"),
    ("sqrt(x**2 + a)", "x**2 + a", "squared", "square root seems to be missing"),
    ("x**2 + a", "sqrt(x**2 + a)", "rooted", "square seems to be missing"),
    ("a/(a + s)", "(a + s)/a", "inverted", "inverted"),
    ("p*a/(p*a + s)", "s/(p*a + s)", "complement", "1 minus"),
    ("log(a + s)", "log(log(a + s) + 0*x)", None, ""),
    ("sum(q*log(q/r))", "sum(r*log(r/q))", "swapped", "q and r look swapped"),
    ("m/(1 - beta**t)", "m", "bias_correction", "bias correction"),
    ("x*y + a", "x*y", "dropped_term", "a seems to be missing"),
    ("x*y + a", "x*y - a", "sign", "sign of a"),
    ("x*(y + a)", "x*y", "dropped_term", "missing"),
    ("exp(-x)", "exp(x)", "inverted", "inverted"),
    ("log(1 + exp(x))", "1 + exp(x)", "exponential", "logarithm seems to be missing"),
    ("sqrt(a) + s", "sqrt(a + s)", "inside", "slipped inside"),
    ("sqrt(a + s)", "sqrt(a) + s", "outside", "slipped out"),
    ("k//2", "ceil(k/2)", "mend:function", "floor"),
    ("tanh(x)", "sigmoid(x)", "function", "sigmoid"),
    (r"X^\top v", r"X^\top v + w", "mend:dropped_term", "too much"),
    ("Var(u)", "Var(u) + E[u]", "mend:dropped_term", "too much"),
    ("E[u]", "u", "still_random", "expectation"),
    ("where(x > 0, x, a*x)", "where(x > 0, a*x, x)", "turned", "turned round"),
    ("where(x > 0, sin(x)*x, a)", "x*sin(x)", "right_where", "only where x > 0"),
    ("1[x > a]", "1[x < a]", "swapped", "swapped"),
    (r"\sum_{i\ne j} v_iv_j", r"\sum_i\sum_j v_iv_j", "condition", "condition"),
    ("(x + a)/s", "x + a/s", None, ""),
    ("X @ w", "w @ X", "dimensions", "not possible"),
    ("x", "sqrt(x)**2", "undefined", "undefined"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("reference", "answer", "code", "says"), HINTS, ids=[f"{r} | {a}" for r, a, *_ in HINTS]
)
def test_the_hint(reference: str, answer: str, code: str | None, says: str) -> None:
    found = compare(reference, answer, SYMBOLS, diagnosis_s=5)
    assert found.verdict == "unequal"
    if code is None:
        return
    assert found.diagnosis is not None
    assert found.diagnosis.code == code
    assert says in found.diagnosis.text.en
    assert any("\u4e00" <= c <= "\u9fff" for c in found.diagnosis.text.zh)


RULE = Rule("forgot_square", parse("x + y", SYMBOLS), Text("Square both.", "两个都要平方。"))


def test_the_authors_rule_comes_first() -> None:
    found = compare("x**2 + y**2", "y + x", SYMBOLS, rules=[RULE]).diagnosis
    assert found is not None
    assert found.code == "rule:forgot_square"
    assert found.text == RULE.feedback


def test_a_rule_that_does_not_fit_says_nothing() -> None:
    found = compare("x**2 + y**2", "x**2 - y**2", SYMBOLS, rules=[RULE]).diagnosis
    assert found is not None
    assert found.code == "sign"


def test_a_rule_of_another_shape_and_a_rule_for_a_relation() -> None:
    wide = Rule("outer", parse(r"v v^\top", SYMBOLS), Text("Inner, not outer.", "应为内积。"))
    found = compare(r"v^\top v", "np.outer(v, v)", SYMBOLS, rules=[wide]).diagnosis
    assert found is not None
    assert found.code == "rule:outer"
    half = Rule("half", parse("x < 1", SYMBOLS), Text("Twice that.", "应为两倍。"))
    found = compare("x < 2", "2*x < 2", SYMBOLS, rules=[half]).diagnosis
    assert found is not None
    assert found.code == "rule:half"


def test_without_time_the_verdict_stays() -> None:
    reference, answer = "x*y + a", "x*y - a"
    for budget in (0.0, 1e-9):
        found = compare(reference, answer, SYMBOLS, diagnosis_s=budget)
        assert (found.verdict, found.diagnosis) == ("unequal", None)


def test_a_hint_is_never_given_for_a_right_answer() -> None:
    found = compare(
        "x + x", "2*x", SYMBOLS, rules=[Rule("r", parse("2*x", SYMBOLS), RULE.feedback)]
    )
    assert (found.verdict, found.diagnosis) == ("equal", None)


def test_a_diagnosis_keeps_its_budget() -> None:
    terms = "+".join(f"sin({k}*x)*cos({k}*y)" for k in range(1, 30))
    other = "+".join(f"sin({k}*x)*cos({k + 1}*y)" for k in range(1, 30))
    start = time.process_time()
    assert compare(terms, other, SYMBOLS, diagnosis_s=0.05).verdict == "unequal"
    # a guard against a search that ignores its budget, not a figure
    assert time.process_time() - start < 3
