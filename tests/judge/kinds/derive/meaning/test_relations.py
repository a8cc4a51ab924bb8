"""Equations and inequalities: equal where they hold at the same values."""

from __future__ import annotations

import pytest

from viva.judge.kinds.derive import compare, declare

S = declare(
    "x: real, y: real, a: positive, C: positive, alpha: vector[n], t: vector[n] sign, "
    "X: matrix[n,d], w: vector[d], b: real"
)


@pytest.mark.parametrize(
    ("reference", "answer"),
    [
        ("x = y", "y = x"),
        ("x = y", "x - y = 0"),
        ("x - y = 0", "3*x = 3*y"),
        ("x - y = 0", "a*x = a*y"),
        ("x - y = 0", "exp(x) = exp(y)"),
        (r"\sum_i\alpha_it_i=0", r"t^\top\alpha=0"),
        ("x >= y", "y <= x"),
        ("x >= y", "2*x - 2*y >= 0"),
        ("x >= y", "exp(x) >= exp(y)"),
        ("x >= y", "a*(x - y) >= 0"),
        (r"0\le\alpha_i\le C", r"\alpha_i\le C,\ \alpha_i\ge0"),
        (r"0\le\alpha_i\le C", "0 <= alpha[i] <= C"),
        (r"\alpha_i(t_i(w^\top x_i+b)-1)=0", r"\alpha_i=\alpha_it_i(w^\top x_i+b)"),
        ("0 < a < C", "a < C"),
    ],
)
def test_the_same_relation(reference: str, answer: str) -> None:
    assert compare(reference, answer, S).verdict == "equal"


@pytest.mark.parametrize(
    ("reference", "answer", "code"),
    [
        ("x >= y", "x > y", "strict"),
        ("x >= y", "x <= y", "direction"),
        ("x >= y", "x >= 2*y", None),
        ("x >= y", "x = y", None),
        ("x - y = 0", "x + y = 0", None),
        ("x - y = 0", "(x - y)*(x + y) = 0", None),
        ("x - y = 0", "x - y = 1", None),
        ("x - y = 0", "x - y", "no_relation"),
        (r"0\le\alpha_i\le C", r"\alpha_i\ge0", "missing_relation"),
        (r"\alpha_i\ge0", r"\alpha_i\ge0, b=0", "extra_relation"),
        (r"\alpha_i\ge0", r"\alpha_i\ge0, \alpha_i\le C", "extra_relation"),
        (r"\sum_i\alpha_it_i=0", r"\sum_i\alpha_i=0", None),
    ],
)
def test_another_relation(reference: str, answer: str, code: str | None) -> None:
    found = compare(reference, answer, S)
    assert found.verdict == "unequal"
    assert (found.diagnosis.code if found.diagnosis else None) == code


def test_a_comparison_may_be_an_indicator() -> None:
    assert compare(r"\mathbb{1}[x>0]", "(x > 0)", S).verdict == "equal"


def test_an_aim_is_compared_with_what_is_aimed_at() -> None:
    reference = r"\max_\alpha\sum_i\alpha_i-\frac12\|\alpha\|^2"
    same = [
        r"\max_{\alpha}\ \mathbf1^\top\alpha-\frac12\alpha^\top\alpha",
        r"\min_\alpha\frac12\|\alpha\|^2-\sum_i\alpha_i",
        r"\sum_i\alpha_i-\frac12\|\alpha\|^2",
    ]
    assert [compare(reference, a, S).verdict for a in same] == ["equal"] * 3
    other = [
        r"\min_\alpha\sum_i\alpha_i-\frac12\|\alpha\|^2",
        r"\max_w\sum_i\alpha_i-\frac12\|\alpha\|^2",
    ]
    assert [compare(reference, a, S).verdict for a in other] == ["unequal"] * 2
