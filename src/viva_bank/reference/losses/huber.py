"""Huber's loss is squared near zero and absolute far away: smooth, and safe against outliers.

    huber_δ(r)    = r²/2 for |r| ≤ δ,  δ·(|r| − δ/2) otherwise      derivative: clip(r, −δ, δ)
    smooth_L1_β(r) = huber_β(r) / β                                 derivative: clip(r/β, −1, 1)

with r = ŷ − y. At δ = β = 1 the two are the same; as β → 0, smooth L1 tends to |r|, Huber to 0.

Sources: Huber (1964), "Robust estimation of a location parameter"; Girshick (2015), "Fast R-CNN",
equation 3 (smooth L1, β = 1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.losses.reduction import Reduction, reduced, share

if TYPE_CHECKING:
    from jaxtyping import Float


def huber_loss(
    y_hat: Float[np.ndarray, "*shape"],
    y: Float[np.ndarray, "*shape"],
    delta: float = 1.0,
    reduction: Reduction = "mean",
) -> float | Float[np.ndarray, "*shape"]:
    """huber_δ(ŷ − y), reduced; δ > 0, in the units of y."""
    return reduced(_huber(y_hat - y, delta), reduction)


def huber_loss_gradient(
    y_hat: Float[np.ndarray, "*shape"],
    y: Float[np.ndarray, "*shape"],
    delta: float = 1.0,
    reduction: Reduction = "mean",
) -> Float[np.ndarray, "*shape"]:
    """∂L/∂ŷ of the reduced loss."""
    _refuse(delta, "delta")
    return np.clip(y_hat - y, -delta, delta) * share(y.size, reduction)


def smooth_l1_loss(
    y_hat: Float[np.ndarray, "*shape"],
    y: Float[np.ndarray, "*shape"],
    beta: float = 1.0,
    reduction: Reduction = "mean",
) -> float | Float[np.ndarray, "*shape"]:
    """smooth_L1_β(ŷ − y), reduced; β > 0, in the units of y."""
    _refuse(beta, "beta")
    return reduced(_huber(y_hat - y, beta) / beta, reduction)


def smooth_l1_loss_gradient(
    y_hat: Float[np.ndarray, "*shape"],
    y: Float[np.ndarray, "*shape"],
    beta: float = 1.0,
    reduction: Reduction = "mean",
) -> Float[np.ndarray, "*shape"]:
    """∂L/∂ŷ of the reduced loss."""
    _refuse(beta, "beta")
    return np.clip((y_hat - y) / beta, -1, 1) * share(y.size, reduction)


def _huber(r: np.ndarray, delta: float) -> np.ndarray:
    _refuse(delta, "delta")
    a = np.abs(r)
    # Clipping first keeps r² from overflowing on the side that np.where does not take.
    return np.where(a <= delta, np.minimum(a, delta) ** 2 / 2, delta * (a - delta / 2))


def _refuse(threshold: float, name: str) -> None:
    if not threshold > 0:
        raise ValueError(f"{name} is {threshold}: give a threshold above 0.")
