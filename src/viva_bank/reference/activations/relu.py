"""The rectified linear unit passes what is positive and stops the rest.

    ReLU(x) = max(0, x)        ReLU′(x) = 1 for x > 0, 0 for x < 0

At x = 0 there is no derivative; we take 0, as PyTorch does.

Source: Nair and Hinton (2010), "Rectified linear units improve restricted Boltzmann machines".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def relu(x: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
    """max(0, x), element by element, in the dtype of x; NaN stays NaN."""
    return np.maximum(x, 0)


def relu_backward(
    dy: Float[np.ndarray, "*shape"], x: Float[np.ndarray, "*shape"]
) -> Float[np.ndarray, "*shape"]:
    """∂L/∂x from dy = ∂L/∂ReLU(x): dy where x > 0, else 0."""
    return np.where(x > 0, dy, 0)
