"""Dimensions by name: what fits, and what is said where it does not."""

from __future__ import annotations

import pytest

from viva.judge.kinds.derive import Options, compare, declare, parse
from viva.judge.kinds.derive.meaning.elaborate import elaborate
from viva.judge.kinds.derive.notation.unreadable import Misfit

S = declare(
    "X: matrix[n,d], W: matrix[h,d], A: matrix[n,n], v: vector[n], w: vector[d], b: vector[h], "
    "p: vector[n], c: real, B: matrix[d,m], e: vector[m]"
)


def shape(text: str) -> str:
    tree = parse(text, S)
    program = elaborate(tree.node, S, tree.notation)
    words = program.result.shape.words()
    free = "".join(f"{name[:-1]}" for name in program.free)
    return f"{free}|{words}" if free else words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"Xw", "n"),
        (r"X^\top v", "d"),
        (r"v^\top X", "d"),
        (r"v^\top p", ""),
        (r"v p^\top", "n×n"),
        (r"v w^\top", "n×d"),
        (r"W x_i", "i|h"),
        (r"X_{ij}", "ij|"),
        (r"\sum_i v_i x_i", "d"),
        (r"XB", "n×m"),
        (r"XB + e", "n×m"),
        (r"WX^\top + b", "h×n"),
        (r"A + cI", "n×n"),
        (r"\mathbf{1}^\top v", ""),
        (r"\|X\|^2", ""),
        (r"v\odot p", "n"),
        (r"v\cdot p", ""),
        (r"\operatorname{diag}(v)", "n×n"),
        ("X @ w", "n"),
        ("v @ X", "d"),
        ("X * w", "n×d"),
        ("v * p", "n"),
        ("X.mean(axis=0)", "d"),
        ("X.sum(axis=1, keepdims=True)", "n×1"),
        ("v[:, None] * w[None, :]", "n×d"),
        ("np.outer(v, w)", "n×d"),
        ("X[0]", "d"),
        ("X[:, 0]", "n"),
        ("softmax(X)", "n×d"),
    ],
)
def test_the_shape_of(text: str, words: str) -> None:
    assert shape(text) == words


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("w X", "transpose of the second"),
        ("X W", "transpose of the second"),
        ("X v", "transpose of the first"),
        (r"v p", "a transpose is missing, or ⊙"),
        ("X @ v", "transpose of the first"),
        ("X * v", "do not fit together"),
        (r"v + w", "do not fit together"),
        (r"v + p^\top", "a column of length n and a row of length n"),
        (r"X^{-1}", "square"),
        (r"\operatorname{tr}(X)", "square"),
        (r"\frac{1}{X}", "inverse"),
        (r"v_{ij}", "1 axes"),
        (r"\sum_{i=1}^{d} v_i", "runs to d"),
        (r"\sum_k 3", "range of the index k"),
        ("I", "size of I"),
        ("c @ v", "arrays on both sides"),
        (r"\max_c c", "a problem to solve"),
        ("E[v @ p]", "random"),
    ],
)
def test_what_does_not_fit_is_told(text: str, says: str) -> None:
    with pytest.raises(Misfit) as caught:
        shape(text)
    assert says in caught.value.message.en
    assert any("\u4e00" <= ch <= "\u9fff" for ch in caught.value.message.zh)


@pytest.mark.parametrize(
    ("reference", "answer", "says"),
    [
        (r"X^\top v", r"v^\top X", "transposed: yours is a row"),
        (r"v w^\top", r"w v^\top", "transposed: yours is a matrix d×n"),
        (r"X^\top v", r"v^\top p", "yours is a number, a vector of d"),
        (r"c", "v", "yours is a vector of n, a number"),
        (r"Xw", r"X^\top v", "yours is a vector of d"),
    ],
)
def test_a_result_of_another_shape(reference: str, answer: str, says: str) -> None:
    found = compare(reference, answer, S)
    assert found.verdict == "unequal"
    assert found.diagnosis is not None
    assert says in found.diagnosis.text.en


def test_a_row_may_answer_where_the_question_allows_it() -> None:
    either = Options(either_turn=True)
    assert compare(r"X^\top v", r"v^\top X", S, options=either).verdict == "equal"


def test_numpys_vectors_have_no_orientation() -> None:
    assert compare(r"X^\top v", "v @ X", S).verdict == "equal"
    assert compare(r"v^\top X", "v @ X", S).verdict == "equal"


@pytest.mark.parametrize(
    ("reference", "answer"),
    [
        ("v", "v_i"),
        ("v_i", "v"),
        (r"v w^\top", "v_i w_j"),
        (r"v_i w_j", "np.outer(v, w)"),
        (r"J_{ij} = v_i w_j", r"v_k w_l"),
        (r"J_{ji} = w_j v_i", r"w v^\top"),
        (r"Xw", r"\sum_j X_{ij}w_j"),
        (r"Xw", r"w^\top x_i"),
        (r"\operatorname{tr}(A)", r"\sum_i A_{ii}"),
        (r"X^\top X", r"\sum_i x_i x_i^\top"),
        (r"v^\top A p", r"\sum_{i,j} v_i A_{ij} p_j"),
        ("A.T", r"K_{ij} = A_{ji}"),
    ],
)
def test_indices_and_matrices_say_the_same(reference: str, answer: str) -> None:
    assert compare(reference, answer, S).verdict == "equal"
