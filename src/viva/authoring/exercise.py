"""What a code question's `exercise.py` yields: cases made of data, nothing that runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from viva.core.text import Text


class Array(msgspec.Struct, frozen=True):
    """An input array with a memory layout that honest callers also have.

    `writable=False` hands it over read-only; `strided=True` as a view with gaps;
    `order="F"` in column-major order. A plain ndarray needs none of this.
    """

    values: Any
    writable: bool = True
    strided: bool = False
    order: str = "C"


class Tensor(msgspec.Struct, frozen=True):
    """An input (or an expected output) that is a torch tensor in the child, here an array."""

    values: Any
    requires_grad: bool = False
    dtype: str = ""


class Cost(msgspec.Struct, frozen=True):
    """How much the answer may cost on this case, relative to the reference solution.

    Failing needs `at_most` times the reference's own CPU time in the least of several runs;
    between half of that and that the judge says undecided.
    """

    at_most: float = 10.0
    runs: int = 3


class Case(msgspec.Struct, frozen=True):
    """One call of the answer and what must come of it.

    The driver (the function `drive` of driver.py, or the plain call of the entry) runs in the
    child with `args` and `kwargs`; what it returns is compared in the judge with `expected`,
    each number within `atol + rtol * |expected|`, or handed to the function named `check` in
    exercise.py: `check(args, got) -> None | Text | str` (None: fine; a sentence: what is wrong).
    `shown`, where given, is the Python that a failing case shows instead of the bare call.
    `raises` names the exception that must come instead.  `mistakes` maps the id of a declared
    mistake to the value that this mistake would have given.
    """

    title: Text | str
    args: tuple[Any, ...] = ()
    expected: Any = None
    kwargs: Mapping[str, Any] = {}
    criterion: str = "values"
    rtol: float = 1e-6
    atol: float = 1e-8
    same_dtype: bool = False
    drive: str = "drive"
    check: str = ""
    raises: str = ""
    may_mutate: tuple[int, ...] = ()
    mistakes: Mapping[str, Any] = {}
    cost: Cost | None = None
    shown: str = ""
