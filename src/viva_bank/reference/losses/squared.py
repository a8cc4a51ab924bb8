"""The squared error, L2: its minimiser is the mean, so that an outlier pulls in proportion.

    l = (ŷ − y)²        ∂l/∂ŷ = 2(ŷ − y)

Its mean is the MSE. Mind the factor: some texts write ½(ŷ − y)², whose gradient is ŷ − y.
Source: Legendre (1805); Bishop (2006), "Pattern Recognition and Machine Learning", section 1.5.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.losses.reduction import Reduction, reduced, share

if TYPE_CHECKING:
    from jaxtyping import Float


def l2_loss(
    y_hat: Float[np.ndarray, "*shape"],
    y: Float[np.ndarray, "*shape"],
    reduction: Reduction = "mean",
) -> float | Float[np.ndarray, "*shape"]:
    """(ŷ − y)², reduced; "mean" gives the MSE."""
    return reduced((y_hat - y) ** 2, reduction)


def l2_loss_gradient(
    y_hat: Float[np.ndarray, "*shape"],
    y: Float[np.ndarray, "*shape"],
    reduction: Reduction = "mean",
) -> Float[np.ndarray, "*shape"]:
    """∂L/∂ŷ of the reduced loss."""
    return 2 * (y_hat - y) * share(y.size, reduction)
