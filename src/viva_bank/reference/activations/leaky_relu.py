"""The leaky ReLU lets a little of the negative side through, so that no unit is ever dead.

    f(x) = x for x > 0, a·x otherwise        f′(x) = 1 for x > 0, a otherwise

Source: Maas, Hannun and Ng (2013), "Rectifier nonlinearities improve neural network acoustic
models", section 2 (with a = 0.01).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def leaky_relu(x: Float[np.ndarray, "*shape"], a: float = 0.01) -> Float[np.ndarray, "*shape"]:
    """x where positive, a·x elsewhere; `a` is the slope of the negative side."""
    return np.where(x > 0, x, a * x)


def leaky_relu_backward(
    dy: Float[np.ndarray, "*shape"], x: Float[np.ndarray, "*shape"], a: float = 0.01
) -> Float[np.ndarray, "*shape"]:
    """∂L/∂x from dy = ∂L/∂f(x); at x = 0 the slope is a."""
    return np.where(x > 0, dy, a * dy)
