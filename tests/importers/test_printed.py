"""Printed text compared by value."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viva.importers.printed import disagreement

SAME = [
    ("[[1. 2.]\n [3. 4.]]", "[[1.0, 2.0], [3.0, 4.0]]"),
    ("np.float64(0.5)", "0.5"),
    ("[np.int64(3), np.float64(2.5)]", "[3, 2.5]"),
    ("{np.int64(1): 2}", "{1: 2}"),
    ("0.123456", "0.1235"),
    ("(1, 2)", "[1, 2]"),
    ("{'a': 1, 'b': [1,2]}", "{'b': [1.0, 2], 'a': 1}"),
    ("array([1, 2], dtype=int64)", "[1 2]"),
    ("tensor([0.1000, 0.2000], grad_fn=<MulBackward0>)", "[0.1, 0.2]"),
    ("(1.5, array([1.,2.]))", "(1.5, [1, 2])"),
    ("{1, 2}", "{2, 1}"),
    ("a b", "a   b"),
    ("Loss: 0.50124", "Loss: 0.5012"),
    ("nan", "nan"),
    ("-inf", "-inf"),
    ("1e-05", "0.00001"),
    ("-1", "-1.0"),
    ("[]", "[]"),
    ("", "  \n"),
    ("True None", "True None"),
    ("'x'", "x"),
]
DIFFERENT = [
    ("[1 2]", "[1 3]"),
    ("0.12", "0.13"),
    ("0.1236", "0.1234"),
    ("1.04", "1.0"),
    ("2", "3"),
    ("[[1 2 3 4]]", "[1 2 3 4]"),
    ("[1, 2, 3]", "[1, 2]"),
    ("[1, 2]", "(2, 1)"),
    ("True", "False"),
    ("nan", "1"),
    ("1", "nan"),
    ("inf", "-inf"),
    ("{'a': 1}", "{'a': 2}"),
    ("{'a': 1}", "{'b': 1}"),
    ("{'a': 1}", "{'a': 1, 'b': 2}"),
    ("{1, 2}", "{1, 3}"),
    ("", "1"),
    ("x", "y"),
    ("1", "1\n2"),
    ("[" * 100, "1"),
    ("1" * 300_000, "1"),
]


@pytest.mark.parametrize(("got", "expected"), SAME)
def test_same(got: str, expected: str) -> None:
    assert disagreement(got, expected) is None


@pytest.mark.parametrize(("got", "expected"), DIFFERENT)
def test_different(got: str, expected: str) -> None:
    assert disagreement(got, expected) is not None


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=6))
def test_list_and_array_print_the_same_values(xs: list[float]) -> None:
    array = np.array(xs)
    with np.printoptions(precision=17):
        assert disagreement(str(array), repr(xs)) is None
    assert disagreement(repr([x + abs(x) * 0.01 + 1 for x in xs]), repr(xs)) is not None


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_compared(got: str, expected: str) -> None:
    assert disagreement(got, got) is None
    disagreement(got, expected)
