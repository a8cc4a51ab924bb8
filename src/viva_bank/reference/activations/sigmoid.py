"""The logistic sigmoid squashes any number into (0, 1).

    σ(x) = 1 / (1 + e^(−x))        σ′(x) = σ(x)·(1 − σ(x)) ≤ 1/4

Source: Rumelhart, Hinton and Williams (1986), "Learning representations by back-propagating
errors", Nature 323, equation 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def sigmoid(x: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
    """σ(x), element by element, in the dtype of x. Never overflows: only e^(−|x|) is taken."""
    e = np.exp(-np.abs(x))
    # For x < 0 the same value is e^x / (1 + e^x), which keeps full relative precision in the tail.
    return np.where(x >= 0, 1, e) / (1 + e)


def sigmoid_backward(
    dy: Float[np.ndarray, "*shape"], x: Float[np.ndarray, "*shape"]
) -> Float[np.ndarray, "*shape"]:
    """∂L/∂x from dy = ∂L/∂σ(x).

    1 − σ(x) is taken as σ(−x): the subtraction would lose every digit for large x.
    """
    return dy * sigmoid(x) * sigmoid(-x)
