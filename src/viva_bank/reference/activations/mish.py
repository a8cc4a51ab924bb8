"""Mish gates the input by the tanh of its softplus: smooth, not monotone, unbounded above.

    f(x) = x·tanh(softplus(x))        f′(x) = t + x·σ(x)·(1 − t²), t = tanh(softplus(x))

Source: Misra (2020), "Mish: a self regularized non-monotonic activation function".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.activations.sigmoid import sigmoid
from viva_bank.reference.activations.softplus import softplus

if TYPE_CHECKING:
    from jaxtyping import Float


def mish(x: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
    """x·tanh(softplus(x)), element by element."""
    return x * np.tanh(softplus(x))


def mish_backward(
    dy: Float[np.ndarray, "*shape"], x: Float[np.ndarray, "*shape"]
) -> Float[np.ndarray, "*shape"]:
    """∂L/∂x from dy = ∂L/∂f(x)."""
    t = np.tanh(softplus(x))
    return dy * (t + x * sigmoid(x) * (1 - t**2))
