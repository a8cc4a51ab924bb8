"""The exponential linear unit saturates smoothly at −α, which pulls the mean towards zero.

    f(x) = x for x > 0, α·(e^x − 1) otherwise        f′(x) = 1 for x > 0, α·e^x otherwise

Source: Clevert, Unterthiner and Hochreiter (2016), "Fast and accurate deep network learning by
exponential linear units (ELUs)".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def elu(x: Float[np.ndarray, "*shape"], alpha: float = 1.0) -> Float[np.ndarray, "*shape"]:
    """x where positive, α(e^x − 1) elsewhere."""
    # np.where evaluates both sides: without the minimum, e^x overflows on the side not taken.
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def elu_backward(
    dy: Float[np.ndarray, "*shape"], x: Float[np.ndarray, "*shape"], alpha: float = 1.0
) -> Float[np.ndarray, "*shape"]:
    """∂L/∂x from dy = ∂L/∂f(x)."""
    return np.where(x > 0, dy, dy * alpha * np.exp(np.minimum(x, 0)))
