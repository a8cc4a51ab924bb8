"""Reverse-mode automatic differentiation: record the operations, then apply the chain rule
backwards.

    for each operation  out = f(a, b):   ā += (∂f/∂a)ᵀ·out̄,   b̄ += (∂f/∂b)ᵀ·out̄

One backward sweep costs a small multiple of the forward pass, however many inputs there are.
Gradients *add up* where a value is used twice; where NumPy broadcast, they are summed back to the
operand's shape.

Sources: Linnainmaa (1970, 1976), "Taylor expansion of the accumulated rounding error"; Baydin,
Pearlmutter, Radul and Siskind (2018), "Automatic differentiation in machine learning: a survey",
section 3.2.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from viva_bank.reference.tensor.broadcast import unbroadcast


class Var:
    """A value on the tape, with `grad` = ∂(output)/∂(this) after `output.backward()`."""

    def __init__(
        self,
        value: np.ndarray | float,
        parents: tuple[tuple[Var, Callable[[np.ndarray], np.ndarray]], ...] = (),
    ) -> None:
        """`parents` pairs each operand with the map from this gradient to its own."""
        self.value = np.asarray(value, dtype=float)
        self.grad = np.zeros_like(self.value)
        self._parents = parents

    def backward(self) -> None:
        """Sets `grad` of everything this value depends on. ValueError unless it is a single
        number.
        """
        if self.value.size != 1:
            raise ValueError(f"The output has shape {self.value.shape}: reduce it to one number.")
        order = self._in_order()
        for v in order:
            v.grad = np.zeros_like(v.value)
        self.grad = np.ones_like(self.value)
        for v in reversed(order):
            for parent, pull in v._parents:
                # np.asarray: NumPy makes a scalar of an array without axes at every turn.
                pulled = unbroadcast(np.asarray(pull(v.grad)), parent.value.shape)
                parent.grad = np.asarray(parent.grad + pulled)

    def _in_order(self) -> list[Var]:
        """Operands before results. Without recursion: a long loop makes a deep graph."""
        order: list[Var] = []
        seen: set[int] = set()
        stack: list[tuple[Var, bool]] = [(self, False)]
        while stack:
            v, done = stack.pop()
            if done:
                order.append(v)
            elif id(v) not in seen:
                seen.add(id(v))
                stack.append((v, True))
                stack.extend((parent, False) for parent, _ in v._parents)
        return order

    def __add__(self, other: Var | float) -> Var:
        b = as_var(other)
        return Var(self.value + b.value, ((self, lambda g: g), (b, lambda g: g)))

    def __mul__(self, other: Var | float) -> Var:
        b = as_var(other)
        pulls = ((self, lambda g: g * b.value), (b, lambda g: g * self.value))
        return Var(self.value * b.value, pulls)

    def __matmul__(self, other: Var) -> Var:
        """The product of two matrices."""
        if self.value.ndim != 2 or other.value.ndim != 2:
            raise ValueError("@ takes two matrices: reshape a vector to one row or one column.")
        pulls = ((self, lambda g: g @ other.value.T), (other, lambda g: self.value.T @ g))
        return Var(self.value @ other.value, pulls)

    def __pow__(self, n: float) -> Var:
        """A constant power."""
        return Var(self.value**n, ((self, lambda g: g * n * self.value ** (n - 1)),))

    def __neg__(self) -> Var:
        return self * -1.0

    def __sub__(self, other: Var | float) -> Var:
        return self + -as_var(other)

    def __truediv__(self, other: Var | float) -> Var:
        return self * as_var(other) ** -1.0

    def __rsub__(self, other: float) -> Var:
        return as_var(other) - self

    def __rtruediv__(self, other: float) -> Var:
        return as_var(other) / self

    __radd__ = __add__
    __rmul__ = __mul__

    def exp(self) -> Var:
        """e^x."""
        y = np.exp(self.value)
        return Var(y, ((self, lambda g: g * y),))

    def log(self) -> Var:
        """The natural logarithm."""
        return Var(np.log(self.value), ((self, lambda g: g / self.value),))

    def tanh(self) -> Var:
        """tanh x."""
        y = np.tanh(self.value)
        return Var(y, ((self, lambda g: g * (1 - y**2)),))

    def relu(self) -> Var:
        """max(0, x), with slope 0 at 0."""
        return Var(np.maximum(self.value, 0), ((self, lambda g: g * (self.value > 0)),))

    def sum(self, axis: int | None = None, keepdims: bool = False) -> Var:
        """The sum over one axis, or over all."""
        y = self.value.sum(axis=axis, keepdims=keepdims)

        def pull(g: np.ndarray) -> np.ndarray:
            wide = g if keepdims or axis is None else np.expand_dims(g, axis)
            return np.broadcast_to(wide, self.value.shape)

        return Var(y, ((self, pull),))

    def mean(self) -> Var:
        """The mean of all entries."""
        return self.sum() * (1 / self.value.size)

    def max(self, axis: int) -> Var:
        """The largest along an axis, keeping it; ties share the gradient equally."""
        y = self.value.max(axis=axis, keepdims=True)
        winners = self.value == y
        share = winners / winners.sum(axis=axis, keepdims=True)
        return Var(y, ((self, lambda g: g * share),))


def as_var(x: Var | float) -> Var:
    """x itself if it is on the tape, else a constant."""
    return x if isinstance(x, Var) else Var(x)
