"""Whatever is typed is read or refused with a place; the judge never falls over it."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from viva.judge.kinds.derive import (
    Symbols,
    Tree,
    compare,
    declare,
    parse,
    to_latex,
    to_python,
    to_text,
)
from viva.judge.kinds.derive.notation.unreadable import Unreadable

S = declare(
    "x: real, z: vector[K], p: simplex[K], y: onehot[K], X: matrix[n,d], w: vector[d], "
    "lambda: positive, W: matrix[h,d], s: real, mu: real, sigma: positive, alpha: vector[n], "
    "t: vector[n] sign, beta_1: unit, T: int 1..5, g: function, delta: positive, "
    "u: random[space], c: label[K], q: = softmax(z)"
)
LATEX = [
    r"\frac",
    r"\sqrt",
    r"\sum",
    r"_",
    r"^",
    r"{",
    r"}",
    r"(",
    r")",
    r"[",
    r"]",
    r"|",
    r"\|",
    r"\log",
    r"\exp",
    r"\sigma",
    r"\tanh",
    r"\max",
    r"\operatorname{softmax}",
    r"\mathbf{w}",
    r"\hat",
    r"\bar",
    r"\top",
    r"^T",
    r"\odot",
    r"\cdot",
    r"\times",
    r"/",
    r"+",
    r"-",
    r"=",
    r",",
    r"<",
    r"\le",
    r">",
    r"\mathbb{1}",
    r"\mathbb{E}",
    r"\begin{cases}",
    r"\end{cases}",
    r"&",
    r"\\",
    r"x",
    r"z",
    r"p",
    r"y",
    r"X",
    r"w",
    r"\lambda",
    r"W",
    r"s",
    r"\mu",
    r"\alpha",
    r"t",
    r"\beta_1",
    r"T",
    r"g",
    r"u",
    r"c",
    r"q",
    r"i",
    r"j",
    r"_i",
    r"_{ij}",
    r"_j",
    r"1",
    r"2",
    r"0",
    r"3.5",
    r"n",
    r"d",
    r"K",
    r"e",
    r"\pi",
    r"\left(",
    r"\right)",
    r"'",
    r"!",
    r"\lfloor",
    r"\rfloor",
    r"\langle",
    r"\rangle",
    r"_{i=1}",
    r"^{n}",
    r"\text{if}",
    r"\delta_{ij}",
    r"I",
    r"^{-1}",
    r"\ne",
    r"\prod",
    r"\arg",
    r"\log_2",
    r"^2",
    r"_c",
    r"\ldots",
    r"\partial",
    r"\infty",
]
PYTHON = [
    "x",
    "z",
    "p",
    "y",
    "X",
    "w",
    "lam",
    "W",
    "s",
    "mu",
    "alpha",
    "t",
    "beta_1",
    "T",
    "g",
    "u",
    "c",
    "q",
    "i",
    "j",
    "1",
    "2",
    "0",
    "3.5",
    "n",
    "d",
    "K",
    "e",
    "pi",
    "(",
    ")",
    "[",
    "]",
    ",",
    "+",
    "-",
    "*",
    "/",
    "**",
    "@",
    "//",
    ".T",
    ".sum()",
    ".mean(axis=0)",
    "np.",
    "exp(",
    "log(",
    "sqrt(",
    "softmax(",
    "sum(",
    "for",
    "in",
    "range(",
    "if",
    "else",
    "<",
    ">",
    "==",
    "<=",
    "and",
    "or",
    "not",
    "'",
    ":",
    "[i]",
    "[i,j]",
    "[:,None]",
    "max(",
    "norm(",
    "abs(",
    "E[",
    "Var(",
    "|",
    "||",
    "p_i",
    "delta_ij",
    "None",
    "True",
    "lambda",
    '"',
    "#",
    ";",
    "%",
    "&",
    "~",
    "^",
    "√",
    "²",
    "½",
    "‖",
    "⌊",
    "⌋",
    "[c]",
    "=",
    ".",
    "1e5",
    "zip(",
    "where(",
    "axis=0",
    "X.shape[0]",
    "len(",
]
REFERENCES = ["x", "p - y", r"\sum_i p_i\log p_i", r"X^\top X+\lambda I", "0 <= x", "E[u]"]


def judged(text: str, reference: str) -> None:
    """Reads and compares a text; anything but a verdict or `Unreadable` is a failure."""
    tree = read_or_refused(text, S)
    if tree is not None:
        to_latex(tree, S), to_text(tree, S), to_python(tree, S)
        assert compare(reference, tree, S).verdict in ("equal", "unequal", "undecided")


def read_or_refused(text: str, symbols: Symbols) -> Tree | None:
    """The tree, or None where the text was refused with a place and a sentence."""
    refused: Unreadable | None = None
    try:
        return parse(text, symbols)
    except Unreadable as error:
        refused = error
    assert 0 <= refused.position <= len(text) + 1
    assert refused.message.en
    assert refused.message.zh
    return None


def soup(words: list[str]) -> st.SearchStrategy[str]:
    return st.tuples(
        st.lists(st.sampled_from(words), min_size=1, max_size=14), st.sampled_from(["", " "])
    ).map(lambda pair: pair[1].join(pair[0]))


TYPED = st.one_of(soup(LATEX), soup(PYTHON), st.text(max_size=40))
SHORT = settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@SHORT
@given(TYPED, st.sampled_from(REFERENCES))
def test_soup_of_tokens(text: str, reference: str) -> None:
    judged(text, reference)


@pytest.mark.slow
@settings(max_examples=60_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(TYPED, st.sampled_from(REFERENCES))
def test_much_soup_of_tokens(text: str, reference: str) -> None:
    judged(text, reference)


def damaged(text: str, others: list[str], rng: random.Random) -> str:
    """A formula with a few edits such as a slip of the hand or a bad paste makes."""
    for _ in range(rng.randint(1, 3)):
        i = rng.randrange(len(text) + 1)
        j = min(len(text), i + rng.randint(1, 4))
        match rng.randrange(4):
            case 0:
                text = text[:i] + text[j:]
            case 1:
                text = text[:i] + rng.choice("xpn+-*/^_(){}[]|\\ ,.=<>012σλ√²") + text[i:]
            case 2:
                other = rng.choice(others)
                k = rng.randrange(len(other))
                text = text[:i] + other[k : k + rng.randint(1, 12)] + text[i:]
            case _:
                text = text[:i] + text[i:j] * 2 + text[j:]
    return text


def damage(corpus: Any, count: int, seed: int) -> None:
    pairs = [p for n in ("right", "near_miss", "right_blind") for p in corpus(n)]
    symbols = {p.symbols: declare(p.symbols) for p in pairs}
    answers = [p.answer for p in pairs]
    rng = random.Random(seed)
    for _ in range(count):
        pair = rng.choice(pairs)
        text = damaged(pair.answer, answers, rng)
        known = symbols[pair.symbols]
        tree = read_or_refused(text, known)
        if tree is not None:
            to_latex(tree, known), to_text(tree, known), to_python(tree, known)
            compare(pair.reference, tree, known)


def test_damaged_formulas(corpus: Any) -> None:
    damage(corpus, 1500, seed=0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 9))
def test_many_damaged_formulas(corpus: Any, seed: int) -> None:
    damage(corpus, 20_000, seed)
