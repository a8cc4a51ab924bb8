"""Forty digits, over mpmath: what settles equality. A context of its own, no global state."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np

from viva.judge.kinds.derive.meaning.arithmetic import Array

DIGITS = 40
# beyond e^2800 nothing of interest is compared, and numbers would grow without bound
MAX_LOG = 2800


class ExactArithmetic:
    """mpmath's numbers in object arrays; NaN where something is undefined."""

    name = "exact"

    def __init__(self, digits: int = DIGITS) -> None:
        self.digits = digits
        mp = mpmath.MPContext()
        mp.dps = digits
        self.mp: Any = mp
        self.tie = 10.0 ** (-0.75 * digits)
        self._tie = mp.mpf(10) ** (-(digits * 3) // 4)
        self._zero = mp.mpf(0)
        self._one = mp.mpf(1)
        self._nan = mp.nan
        self._constants = {"e": +mp.e, "pi": +mp.pi, "infinity": mp.inf}
        self._functions = {
            name: np.frompyfunc(function, 1, 1) for name, function in self._scalar().items()
        }
        self._divide = np.frompyfunc(self._quotient, 2, 1)
        self._power = np.frompyfunc(self._raise, 2, 1)
        self._larger = np.frompyfunc(self._max, 2, 1)
        self._smaller = np.frompyfunc(self._min, 2, 1)
        self._choose = np.frompyfunc(self._pick, 3, 1)
        self._compare = {
            operator: np.frompyfunc(self._comparison(operator), 2, 1)
            for operator in ("<", "<=", ">", ">=", "=", "!=")
        }
        self._to_mpf = np.frompyfunc(mp.mpf, 1, 1)

    # ------------------------------------------------------------------ one number at a time

    def _scalar(self) -> dict[str, Callable[[Any], Any]]:
        mp, nan, zero, one = self.mp, self._nan, self._zero, self._one

        def exp(x: Any) -> Any:
            return mp.exp(x) if abs(x) < MAX_LOG else (zero if x < 0 else nan)

        def log(x: Any) -> Any:
            return mp.log(x) if x > 0 else nan

        def sqrt(x: Any) -> Any:
            return mp.sqrt(x) if x >= 0 else nan

        def both(f: Callable[[Any], Any], low: int, high: int) -> Callable[[Any], Any]:
            return lambda x: f(x) if low < x < high else nan

        def softplus(x: Any) -> Any:
            return log(one + exp(x)) if x < 100 else x + log(one + exp(-x))

        def rounded(direction: Callable[[Any], Any]) -> Callable[[Any], Any]:
            def function(x: Any) -> Any:
                if not mp.isfinite(x):
                    return nan
                whole = mp.nint(x)
                near = abs(x - whole) <= self._tie * max(one, abs(whole))
                return whole if near else direction(x)

            return function

        def factorial(x: Any) -> Any:
            return mp.gamma(x + 1) if -1 < x < 170 else nan

        return {
            "exp": exp,
            "log": log,
            "sqrt": sqrt,
            "tanh": mp.tanh,
            "sinh": lambda x: (exp(x) - exp(-x)) / 2,
            "cosh": lambda x: (exp(x) + exp(-x)) / 2,
            "sin": mp.sin,
            "cos": mp.cos,
            "tan": mp.tan,
            "arcsin": both(mp.asin, -1, 1),
            "arccos": both(mp.acos, -1, 1),
            "arctan": mp.atan,
            "artanh": both(mp.atanh, -1, 1),
            "sigmoid": lambda x: one / (one + exp(-x)),
            "relu": lambda x: x if x > 0 or x != x else zero,
            "softplus": softplus,
            "abs": abs,
            "sign": mp.sign,
            "floor": rounded(mp.floor),
            "ceil": rounded(mp.ceil),
            "round": mp.nint,
            "erf": mp.erf,
            "factorial": factorial,
        }

    def _quotient(self, a: Any, b: Any) -> Any:
        return a / b if b != 0 else self._nan

    def _raise(self, a: Any, b: Any) -> Any:
        if a != a or b != b:
            return self._nan
        if b == 0:
            return self._one
        if a == 0:
            return self._zero if b > 0 else self._nan
        whole = b == int(b) if abs(b) < 10**6 else False
        if a < 0 and not whole:
            return self._nan
        if abs(b) * abs(self.mp.log(abs(a))) > MAX_LOG:
            return self._nan
        return self.mp.power(a, int(b)) if whole else self.mp.power(a, b)

    def _max(self, a: Any, b: Any) -> Any:
        return self._nan if a != a or b != b else a if a >= b else b

    def _min(self, a: Any, b: Any) -> Any:
        return self._nan if a != a or b != b else a if a <= b else b

    def _pick(self, held: Any, a: Any, b: Any) -> Any:
        return self._nan if held != held else a if held != 0 else b

    def _comparison(self, operator: str) -> Callable[[Any, Any], Any]:
        def function(a: Any, b: Any) -> Any:
            if a != a or b != b:
                return self._nan
            d = a - b
            tied = d == 0 or abs(d) <= self._tie * max(self._one, abs(a), abs(b))
            match operator:
                case "<":
                    held = d < 0 and not tied
                case "<=":
                    held = d < 0 or tied
                case ">":
                    held = d > 0 and not tied
                case ">=":
                    held = d > 0 or tied
                case "=":
                    held = tied
                case _:
                    held = not tied
            return self._one if held else self._zero

        return function

    # ------------------------------------------------------------------ arrays

    def raw(self, values: Array) -> Array:
        return np.asarray(self._to_mpf(np.asarray(values, dtype=float)), dtype=object)

    def number(self, value: Fraction) -> Any:
        return self.mp.mpf(value.numerator) / value.denominator

    def constant(self, name: str) -> Any:
        return self._constants[name]

    def function(self, name: str, x: Array) -> Array:
        return np.asarray(self._functions[name](x), dtype=object)

    def add(self, a: Array, b: Array) -> Array:
        return a + b

    def multiply(self, a: Array, b: Array) -> Array:
        return a * b

    def divide(self, a: Array, b: Array) -> Array:
        return np.asarray(self._divide(a, b), dtype=object)

    def power(self, a: Array, b: Array) -> Array:
        return np.asarray(self._power(a, b), dtype=object)

    def compare(self, operator: str, a: Array, b: Array) -> Array:
        return np.asarray(self._compare[operator](a, b), dtype=object)

    def choose(self, held: Array, a: Array, b: Array) -> Array:
        return np.asarray(self._choose(held, a, b), dtype=object)

    def larger(self, a: Array, b: Array) -> Array:
        return np.asarray(self._larger(a, b), dtype=object)

    def smaller(self, a: Array, b: Array) -> Array:
        return np.asarray(self._smaller(a, b), dtype=object)

    def total(self, x: Array, axis: tuple[int, ...], keepdims: bool) -> Array:
        return np.asarray(np.add.reduce(x, axis=axis, keepdims=keepdims), dtype=object)

    def product(self, x: Array, axis: tuple[int, ...], keepdims: bool) -> Array:
        return np.asarray(np.multiply.reduce(x, axis=axis, keepdims=keepdims), dtype=object)

    def largest(self, x: Array, axis: tuple[int, ...], keepdims: bool) -> Array:
        return self._one_by_one(self._larger, x, axis, keepdims)

    def smallest(self, x: Array, axis: tuple[int, ...], keepdims: bool) -> Array:
        return self._one_by_one(self._smaller, x, axis, keepdims)

    def _one_by_one(
        self, function: np.ufunc, x: Array, axis: tuple[int, ...], keepdims: bool
    ) -> Array:
        """A reduction that NumPy cannot do over several axes at once."""
        for one in sorted((a % x.ndim for a in axis), reverse=True):
            x = np.asarray(function.reduce(x, axis=one, keepdims=keepdims), dtype=object)
        return x

    def which_largest(self, x: Array, axis: int) -> Array:
        return self.raw(np.argmax(self.floats(x), axis=axis).astype(float))

    def matmul(self, a: Array, b: Array) -> Array:
        return np.matmul(a, b)

    def inverse(self, x: Array) -> Array:
        n = x.shape[-1]
        flat = x.reshape((-1, n, n))
        out = np.empty_like(flat)
        for k, matrix in enumerate(flat):
            out[k] = self._solved(matrix, self.raw(np.eye(n)))[0]
        return out.reshape(x.shape)

    def determinant(self, x: Array) -> Array:
        n = x.shape[-1]
        flat = x.reshape((-1, n, n))
        out = np.empty(len(flat), dtype=object)
        for k, matrix in enumerate(flat):
            out[k] = self._solved(matrix, self.raw(np.eye(n)))[1]
        return out.reshape(x.shape[:-2])

    def _solved(self, matrix: Array, right: Array) -> tuple[Array, Any]:
        """`matrix⁻¹ right` and the determinant, by elimination with pivots."""
        a, b = matrix.copy(), right
        n = len(a)
        det = self._one
        for k in range(n):
            pivot = max(range(k, n), key=lambda r: abs(a[r, k]) if a[r, k] == a[r, k] else 0)
            size = abs(a[pivot, k])
            if not size > self._tie:
                out = np.empty_like(b)
                out[...] = self._nan
                return out, self._nan if size != size else self._zero
            if pivot != k:
                a[[k, pivot]], b[[k, pivot]] = a[[pivot, k]], b[[pivot, k]]
                det = -det
            det = det * a[k, k]
            factor = self._one / a[k, k]
            a[k], b[k] = a[k] * factor, b[k] * factor
            for r in range(n):
                if r != k:
                    f = a[r, k]
                    a[r], b[r] = a[r] - a[k] * f, b[r] - b[k] * f
        return b, det

    def nan(self) -> Any:
        return self._nan

    def floats(self, x: Array) -> Array:
        return x.astype(float)
