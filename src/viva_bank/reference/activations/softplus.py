"""Softplus is a smooth ReLU; its derivative is the sigmoid.

    softplus(x) = log(1 + e^x)        softplus′(x) = σ(x)

Source: Dugas, Bengio, Bélisle, Nadeau and Garcia (2001), "Incorporating second-order functional
knowledge for better option pricing".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.activations.sigmoid import sigmoid

if TYPE_CHECKING:
    from jaxtyping import Float


def softplus(x: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
    """log(1 + e^x) as max(x, 0) + log1p(e^(−|x|)), which neither overflows nor loses the tail."""
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def softplus_backward(
    dy: Float[np.ndarray, "*shape"], x: Float[np.ndarray, "*shape"]
) -> Float[np.ndarray, "*shape"]:
    """∂L/∂x from dy = ∂L/∂softplus(x)."""
    return dy * sigmoid(x)
