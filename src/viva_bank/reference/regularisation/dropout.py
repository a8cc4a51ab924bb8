"""Dropout silences units at random while training, so that none can rely on another.

    training   y = m ⊙ x / (1 − p),  m_i = 1 with probability 1 − p, else 0   (inverted scaling)
    testing    y = x
    backward   ∂L/∂x = m ⊙ dy / (1 − p): the same mask as forward, never a new one

The division keeps the mean: E[y] = x. The paper scales by 1 − p at test time instead; inverted
scaling leaves the test network alone (section 10 mentions it). `p` is the probability to *drop*.

Source: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov (2014), "Dropout: a simple way
to prevent neural networks from overfitting", sections 4 and 10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def dropout_mask(
    shape: tuple[int, ...], p: float, rng: np.random.Generator, dtype: np.dtype | type = np.float64
) -> Float[np.ndarray, "..."]:
    """The scaled mask m / (1 − p): each entry 0 with probability p, else 1/(1 − p)."""
    _refuse(p)
    if p == 1:
        return np.zeros(shape, dtype)
    return ((rng.random(shape) >= p) / (1 - p)).astype(dtype)


def dropout_forward(
    x: Float[np.ndarray, "*shape"], p: float, rng: np.random.Generator, training: bool = True
) -> tuple[Float[np.ndarray, "*shape"], Float[np.ndarray, "*shape"]]:
    """(y, scaled mask); in test mode the mask is all ones and no random number is drawn."""
    _refuse(p)
    mask = dropout_mask(x.shape, p, rng, x.dtype) if training else np.ones_like(x)
    return x * mask, mask


def dropout_backward(
    dy: Float[np.ndarray, "*shape"], mask: Float[np.ndarray, "*shape"]
) -> Float[np.ndarray, "*shape"]:
    """∂L/∂x with the scaled mask of the forward pass."""
    return dy * mask


class Dropout:
    """The layer; `training` chooses the mode. The generator is the caller's."""

    def __init__(self, p: float, rng: np.random.Generator) -> None:
        _refuse(p)
        self.p, self.training = p, True
        self._rng = rng
        self._mask: np.ndarray | None = None

    def forward(self, x: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
        """y, with a fresh mask in training mode."""
        y, self._mask = dropout_forward(x, self.p, self._rng, self.training)
        return y

    def backward(self, dy: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
        """∂L/∂x of the last forward pass."""
        if self._mask is None:
            raise ValueError("Nothing to go back through: call forward first.")
        return dropout_backward(dy, self._mask)


def _refuse(p: float) -> None:
    if not 0 <= p <= 1:
        raise ValueError(f"p is {p}: give the probability to drop, in [0, 1].")
