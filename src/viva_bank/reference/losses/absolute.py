"""The absolute error, L1: its minimiser is the median, so that an outlier pulls with bounded force.

    l = |ŷ − y|        ∂l/∂ŷ = sign(ŷ − y), taken as 0 at ŷ = y

Its mean is the MAE. Source: Laplace (1774); Bishop (2006), "Pattern Recognition and Machine
Learning", section 1.5.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.losses.reduction import Reduction, reduced, share

if TYPE_CHECKING:
    from jaxtyping import Float


def l1_loss(
    y_hat: Float[np.ndarray, "*shape"],
    y: Float[np.ndarray, "*shape"],
    reduction: Reduction = "mean",
) -> float | Float[np.ndarray, "*shape"]:
    """|ŷ − y|, reduced; "mean" gives the MAE."""
    return reduced(np.abs(y_hat - y), reduction)


def l1_loss_gradient(
    y_hat: Float[np.ndarray, "*shape"],
    y: Float[np.ndarray, "*shape"],
    reduction: Reduction = "mean",
) -> Float[np.ndarray, "*shape"]:
    """∂L/∂ŷ of the reduced loss."""
    return np.sign(y_hat - y) * share(y.size, reduction)
