"""The parametric ReLU learns the slope of its negative side, one slope a channel.

    f(x_i) = x_i for x_i > 0, a_i·x_i otherwise        ∂f/∂a_i = 0 for x_i > 0, x_i otherwise

Source: He, Zhang, Ren and Sun (2015), "Delving deep into rectifiers", equations 1 and 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def prelu(
    x: Float[np.ndarray, "batch channel *rest"], a: Float[np.ndarray, "channel"]
) -> Float[np.ndarray, "batch channel *rest"]:
    """x where positive, a·x elsewhere, with one slope a channel (axis 1)."""
    return np.where(x > 0, x, _over_channels(a, x) * x)


def prelu_backward(
    dy: Float[np.ndarray, "batch channel *rest"],
    x: Float[np.ndarray, "batch channel *rest"],
    a: Float[np.ndarray, "channel"],
) -> tuple[Float[np.ndarray, "batch channel *rest"], Float[np.ndarray, "channel"]]:
    """(∂L/∂x, ∂L/∂a); the slope's gradient sums over everything that shares the slope."""
    dx = np.where(x > 0, dy, _over_channels(a, x) * dy)
    everything_but_channel = (0, *range(2, x.ndim))
    da = np.where(x > 0, 0, x * dy).sum(axis=everything_but_channel)
    return dx, da


def _over_channels(a: np.ndarray, x: np.ndarray) -> np.ndarray:
    if x.ndim < 2 or a.shape != (x.shape[1],):
        raise ValueError(
            f"a has shape {a.shape} and x has shape {x.shape}: give x a batch and a channel axis, "
            "and `a` one slope per channel."
        )
    return a.reshape(-1, *([1] * (x.ndim - 2)))
