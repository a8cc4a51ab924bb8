"""The hyperbolic tangent is a sigmoid centred on zero, with range (−1, 1).

    tanh(x) = (e^x − e^(−x)) / (e^x + e^(−x)) = 2σ(2x) − 1        tanh′(x) = 1 − tanh²(x) ≤ 1

Source: LeCun, Bottou, Orr and Müller (1998), "Efficient BackProp", section 4.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def tanh(x: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
    """tanh(x), element by element, in the dtype of x."""
    return np.tanh(x)


def tanh_backward(
    dy: Float[np.ndarray, "*shape"], x: Float[np.ndarray, "*shape"]
) -> Float[np.ndarray, "*shape"]:
    """∂L/∂x from dy = ∂L/∂tanh(x).

    1 − tanh² = 4e / (1 + e)² with e = e^(−2|x|): unlike the subtraction it keeps its digits where
    the unit is saturated.
    """
    e = np.exp(-2 * np.abs(x))
    return dy * 4 * e / (1 + e) ** 2
