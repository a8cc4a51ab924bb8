"""What counts as the expected value."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from viva.judge.kinds.code.compare import difference

A = np.array([1.0, 2.0, 3.0])
SAME: list[tuple[Any, Any]] = [
    (A, A),
    ([1.0, 2.0, 3.0], A),
    ((1, 2, 3), A),
    (A.astype(np.float32), A),
    (np.array([1, 2, 3]), A),
    (A + 1e-9, A),
    (3, 3.0),
    (3.0, 3),
    (np.float32(3), 3.0),
    (np.array(3.0), 3.0),
    (True, True),
    (np.True_, True),
    (1, True),
    ([1, 2], (1, 2)),
    ((1, 2), [1, 2]),
    ({"a": A}, {"a": A}),
    (np.array([1, 2]), [1, 2]),
    ("x", "x"),
    (None, None),
    (np.array([np.nan, np.inf]), np.array([np.nan, np.inf])),
    (np.array([True, False]), np.array([True, False])),
    (np.array([1, 0]), np.array([True, False])),
    (np.zeros((0, 3)), np.zeros((0, 3))),
    (1 + 2j, 1 + 2j),
]
DIFFERENT: list[tuple[Any, Any]] = [
    (A + 1e-3, A),
    (A[None], A),
    (A[:2], A),
    (None, A),
    ("1 2 3", A),
    (A * np.nan, A),
    (np.array([1.0, 2.0, np.inf]), A),
    (A, np.array([np.nan, np.nan, np.nan])),
    (np.array([-np.inf]), np.array([np.inf])),
    (np.array([5.0]), np.array([np.inf])),
    (3.1, 3.0),
    (float("nan"), 3.0),
    (True, 1.0),
    (2, True),
    (1, 2),
    ("3", 3),
    ([1, 2, 3], (1, 2)),
    ({"a": 1}, {"a": 1, "b": 2}),
    ({"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 2}),
    ([("a", 1)], {"a": 1}),
    ("x", "y"),
    (None, 0),
    (0, None),
    ([[1, 2], [3]], np.zeros((2, 2))),
    (np.array(["a"]), np.array([1.0])),
    (1 + 2j, 1.0),
]


@pytest.mark.parametrize(("got", "expected"), SAME)
def test_same(got: Any, expected: Any) -> None:
    assert difference(got, expected, rtol=1e-6, atol=1e-8) is None


@pytest.mark.parametrize(("got", "expected"), DIFFERENT)
def test_different_and_said_in_both_languages(got: Any, expected: Any) -> None:
    found = difference(got, expected, rtol=1e-6, atol=1e-8)
    assert found is not None
    assert found.words.en
    assert found.words.zh


def test_dtype_only_where_asked() -> None:
    x = A.astype(np.float32)
    assert difference(x, A, rtol=1e-6, atol=0) is None
    assert difference(x, A, rtol=1e-6, atol=0, same_dtype=True) is not None


def test_the_place_inside_a_container_is_named() -> None:
    found = difference({"a": [1, 2]}, {"a": [1, 3]}, rtol=0, atol=0)
    assert found is not None
    assert found.at == "['a'][1]"
