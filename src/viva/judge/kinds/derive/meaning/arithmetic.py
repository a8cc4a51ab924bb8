"""What the evaluator asks of an arithmetic and of a batch of points."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Protocol

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]


class TooLarge(Exception):
    """The formula would need more numbers than a judgement may hold."""


class OutOfTime(Exception):
    """The time allowed for this evaluation is over."""


class Batch(Protocol):
    """Points to evaluate at: `raw` holds what was drawn, `sizes` the length of each dimension."""

    @property
    def points(self) -> int: ...

    @property
    def sizes(self) -> dict[str, int]: ...

    def value(self, name: str, arithmetic: Arithmetic) -> Array:
        """The values of a symbol: (points, shape…)."""
        ...

    def weights(self, space: str, arithmetic: Arithmetic) -> Array:
        """The probabilities of the outcomes of a space: (points, outcomes)."""
        ...

    def applied(self, name: str, primes: int, args: list[Array], arithmetic: Arithmetic) -> Array:
        """A declared function, or a derivative of it, at its arguments."""
        ...


class Arithmetic(Protocol):
    """Numbers of one precision, in arrays. What is undefined is NaN, never an exception."""

    name: str
    tie: float

    def raw(self, values: Array) -> Array:
        """Drawn numbers (floats) as this arithmetic's."""
        ...

    def number(self, value: Fraction) -> Any: ...

    def constant(self, name: str) -> Any: ...

    def function(self, name: str, x: Array) -> Array: ...

    def add(self, a: Array, b: Array) -> Array: ...

    def multiply(self, a: Array, b: Array) -> Array: ...

    def divide(self, a: Array, b: Array) -> Array: ...

    def power(self, a: Array, b: Array) -> Array: ...

    def compare(self, operator: str, a: Array, b: Array) -> Array:
        """1 or 0, NaN where a side is NaN; values nearer than the tie count as equal."""
        ...

    def choose(self, held: Array, a: Array, b: Array) -> Array:
        """a where held is 1, b where it is 0, NaN where it is NaN."""
        ...

    def larger(self, a: Array, b: Array) -> Array: ...

    def smaller(self, a: Array, b: Array) -> Array: ...

    def total(self, x: Array, axis: tuple[int, ...], keepdims: bool) -> Array: ...

    def product(self, x: Array, axis: tuple[int, ...], keepdims: bool) -> Array: ...

    def largest(self, x: Array, axis: tuple[int, ...], keepdims: bool) -> Array: ...

    def smallest(self, x: Array, axis: tuple[int, ...], keepdims: bool) -> Array: ...

    def which_largest(self, x: Array, axis: int) -> Array: ...

    def matmul(self, a: Array, b: Array) -> Array: ...

    def inverse(self, x: Array) -> Array: ...

    def determinant(self, x: Array) -> Array: ...

    def nan(self) -> Any: ...

    def floats(self, x: Array) -> Array:
        """The values as floats, for indices and for shape-independent bookkeeping."""
        ...
