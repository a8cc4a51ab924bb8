"""Double precision, over NumPy: the quick look at many points."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from viva.judge.kinds.derive.meaning.arithmetic import Array


def _sigmoid(x: Array) -> Array:
    return 1.0 / (1.0 + np.exp(-x))


def _softplus(x: Array) -> Array:
    return np.logaddexp(0.0, x)


def _near(x: Array) -> tuple[Array, Array]:
    """The nearest whole numbers, and where x is one but for rounding."""
    whole = np.rint(x)
    return whole, np.abs(x - whole) <= 1e-9 * np.maximum(1.0, np.abs(whole))


def _floor(x: Array) -> Array:
    whole, near = _near(x)
    return np.where(near, whole, np.floor(x))


def _ceil(x: Array) -> Array:
    whole, near = _near(x)
    return np.where(near, whole, np.ceil(x))


_erf = np.vectorize(math.erf, otypes=[float])


def _factorial(x: Array) -> Array:
    def one(v: float) -> float:
        return math.gamma(v + 1) if -1 < v < 170 else math.nan

    return np.vectorize(one, otypes=[float])(x)


_FUNCTIONS: dict[str, Callable[[Array], Array]] = {
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "tanh": np.tanh,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "arcsin": np.arcsin,
    "arccos": np.arccos,
    "arctan": np.arctan,
    "artanh": np.arctanh,
    "sigmoid": _sigmoid,
    "relu": lambda x: np.maximum(x, 0.0),
    "softplus": _softplus,
    "abs": np.abs,
    "sign": np.sign,
    "floor": _floor,
    "ceil": _ceil,
    "round": np.rint,
    "erf": _erf,
    "factorial": _factorial,
}
_CONSTANTS = {"e": math.e, "pi": math.pi, "infinity": math.inf}


class FloatArithmetic:
    """IEEE doubles; NaN where something is undefined."""

    name = "float"
    tie = 1e-12

    def raw(self, values: Array) -> Array:
        return np.asarray(values, dtype=float)

    def number(self, value: Fraction) -> float:
        return float(value)

    def constant(self, name: str) -> float:
        return _CONSTANTS[name]

    def function(self, name: str, x: Array) -> Array:
        return _FUNCTIONS[name](x)

    def add(self, a: Array, b: Array) -> Array:
        return a + b

    def multiply(self, a: Array, b: Array) -> Array:
        return a * b

    def divide(self, a: Array, b: Array) -> Array:
        out = a / b
        zero = b == 0
        if zero.any():
            out = np.where(zero, np.nan, out)
        return out

    def power(self, a: Array, b: Array) -> Array:
        out = np.power(a, b)
        zero = (a == 0) & (b < 0)
        if zero.any():
            out = np.where(zero, np.nan, out)
        return out

    def compare(self, operator: str, a: Array, b: Array) -> Array:
        difference = a - b
        tied = np.abs(difference) <= self.tie * np.maximum(1.0, np.maximum(np.abs(a), np.abs(b)))
        match operator:
            case "<":
                held = (difference < 0) & ~tied
            case "<=":
                held = (difference < 0) | tied
            case ">":
                held = (difference > 0) & ~tied
            case ">=":
                held = (difference > 0) | tied
            case "=":
                held = tied
            case _:
                held = ~tied
        return np.where(np.isnan(a) | np.isnan(b), np.nan, held.astype(float))

    def choose(self, held: Array, a: Array, b: Array) -> Array:
        return np.where(np.isnan(held), np.nan, np.where(held != 0, a, b))

    def larger(self, a: Array, b: Array) -> Array:
        return np.maximum(a, b)

    def smaller(self, a: Array, b: Array) -> Array:
        return np.minimum(a, b)

    def total(self, x: Array, axis: tuple[int, ...], keepdims: bool) -> Array:
        return x.sum(axis=axis, keepdims=keepdims)

    def product(self, x: Array, axis: tuple[int, ...], keepdims: bool) -> Array:
        return x.prod(axis=axis, keepdims=keepdims)

    def largest(self, x: Array, axis: tuple[int, ...], keepdims: bool) -> Array:
        return x.max(axis=axis, keepdims=keepdims)

    def smallest(self, x: Array, axis: tuple[int, ...], keepdims: bool) -> Array:
        return x.min(axis=axis, keepdims=keepdims)

    def which_largest(self, x: Array, axis: int) -> Array:
        return x.argmax(axis=axis).astype(float)

    def matmul(self, a: Array, b: Array) -> Array:
        return np.matmul(a, b)

    def inverse(self, x: Array) -> Array:
        out = np.full(x.shape, np.nan)
        sound = np.isfinite(x).all(axis=(-1, -2))
        # a singular matrix at one point must not spoil the others
        ranked = sound & (np.abs(np.linalg.det(np.where(np.isfinite(x), x, 0.0))) > 1e-10)
        if ranked.any():
            out[ranked] = np.linalg.inv(x[ranked])
        return out

    def determinant(self, x: Array) -> Array:
        return np.linalg.det(x)

    def nan(self) -> float:
        return math.nan

    def floats(self, x: Array) -> Array:
        return x


def quiet() -> Any:
    """A context in which overflow and undefined values raise no warning: they become NaN."""
    return np.errstate(all="ignore")
