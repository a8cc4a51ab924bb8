"""Declarations: what each stands for, which spellings are one name, what is refused."""

from __future__ import annotations

import pytest

from viva.core import BadInput
from viva.judge.kinds.derive.notation.names import key_of
from viva.judge.kinds.derive.notation.symbols import declare


def test_every_kind_of_the_manual() -> None:
    symbols = declare(
        "x: real, sigma: positive, p: unit, y: sign, W: int 8..40, n: dim, z: vector[K], "
        "u: vector[n] unit, q: simplex[K], t: onehot[K], X: matrix[n,d], f: function, "
        "r: random[s], l: label[K], S: matrix[d,d] definite, h: = q + t, c_prev: real also c_{t-1}"
    )
    domains = {s.name: (s.role, s.domain, s.shape) for s in symbols}
    assert domains["x"] == ("scalar", "real", ())
    assert domains["W"][1] == "integer"
    assert (symbols["W"].low, symbols["W"].high) == (8, 40)
    assert domains["u"] == ("array", "unit", ("n",))
    assert domains["q"] == ("array", "simplex", ("K",))
    assert domains["X"] == ("array", "real", ("n", "d"))
    assert domains["r"] == ("random", "real", ("s",))
    assert domains["l"] == ("scalar", "class", ("K",))
    assert symbols["h"].definition == "q + t"
    assert symbols["d"].role == "dimension"
    assert symbols.find("c_t-1") is symbols["c_prev"]


def test_an_object_says_the_same_as_a_line() -> None:
    line, table = declare("x: real, X: matrix[n,d]"), declare({"x": "real", "X": "matrix[n,d]"})
    assert line.table == table.table


def test_several_names_may_share_a_declaration() -> None:
    symbols = declare("a, b: real; v, w: vector[n]")
    assert [s.name for s in symbols] == ["a", "b", "v", "w", "n"]


@pytest.mark.parametrize(
    "spellings",
    [
        (r"\hat{y}", "y_hat", "yhat", "ŷ", "hat_y", r"\widehat{y}"),
        (r"\beta_1", "beta1", "beta_1", "β₁", "β_1"),
        (r"p_{\text{data}}", "p_data", r"p_{\mathrm{data}}"),
        (r"\varepsilon", "eps", "epsilon", "ε"),
        (r"\lambda", "lam", "lambda", "λ", "lambd"),
        (r"\mathbf{W}^{(1)}", "W_1", "W1", "W^{[1]}"),
        (r"\theta^{*}", "theta_star", r"\theta^\star"),
    ],
)
def test_spellings_of_one_name(spellings: tuple[str, ...]) -> None:
    assert len({key_of(s) for s in spellings}) == 1


@pytest.mark.parametrize("pair", [("x", "X"), ("x_1", "x_2"), ("y_hat", "y_bar"), ("p", "p_1")])
def test_different_names_stay_apart(pair: tuple[str, str]) -> None:
    assert key_of(pair[0]) != key_of(pair[1])


@pytest.mark.parametrize(
    ("text", "where", "piece"),
    [
        ("x: rel", "x", "no kind of symbol"),
        ("x", "symbols", "not declared"),
        ("x: real, x: unit", "x", "twice"),
        ("X: matrix[n]", "X", "sizes"),
        ("v: vector[n-1]", "v", "no size"),
        ("k: int 9..2", "k", "empty"),
        ("S: matrix[n,d] definite", "S", "square"),
        ("n: real, v: vector[n]", "v", "sizes an axis"),
        ("y_hat: real, yhat: real", "yhat", "read as"),
        ("r: random", "r", "space of outcomes"),
        ("x: real and more", "x", "left over"),
    ],
)
def test_a_bad_declaration_is_told_by_name(text: str, where: str, piece: str) -> None:
    with pytest.raises(BadInput) as caught:
        declare(text)
    assert caught.value.where == where
    assert piece in caught.value.sentence


def test_a_declaration_that_is_no_text() -> None:
    with pytest.raises(BadInput, match="not text"):
        declare({"x": 3})
