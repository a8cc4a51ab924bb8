"""The focal loss turns down what is already easy, so that the rare and the hard are heard.

    FL(p_t) = −α_t·(1 − p_t)^γ·log p_t
    p_t = σ(z), α_t = α for y = 1;   p_t = 1 − σ(z), α_t = 1 − α for y = 0

With s = +1 for y = 1 and −1 for y = 0, p_t = σ(s·z) and
    ∂FL/∂z = s·α_t·(1 − p_t)^γ·(γ·p_t·log p_t − (1 − p_t))

γ = 0 and α = ½ give half the binary cross-entropy.

Source: Lin, Goyal, Girshick, He and Dollár (2017), "Focal loss for dense object detection",
equation 5 and appendix B.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.activations.sigmoid import sigmoid
from viva_bank.reference.activations.softplus import softplus
from viva_bank.reference.losses.reduction import Reduction, reduced, share

if TYPE_CHECKING:
    from jaxtyping import Float


def focal_loss(
    z: Float[np.ndarray, "*shape"],
    y: Float[np.ndarray, "*shape"],
    alpha: float = 0.25,
    gamma: float = 2.0,
    reduction: Reduction = "mean",
) -> float | Float[np.ndarray, "*shape"]:
    """The loss of logits z against labels y, each 0 or 1, reduced, in nats.

    α in [0, 1] weighs the positives; γ ≥ 0 says how fast the easy ones fade.
    """
    s, alpha_t = _signs(y, alpha, gamma)
    return reduced(alpha_t * sigmoid(-s * z) ** gamma * softplus(-s * z), reduction)


def focal_loss_gradient(
    z: Float[np.ndarray, "*shape"],
    y: Float[np.ndarray, "*shape"],
    alpha: float = 0.25,
    gamma: float = 2.0,
    reduction: Reduction = "mean",
) -> Float[np.ndarray, "*shape"]:
    """∂L/∂z of the reduced loss."""
    s, alpha_t = _signs(y, alpha, gamma)
    p_t, q_t, log_p_t = sigmoid(s * z), sigmoid(-s * z), -softplus(-s * z)
    dz = s * alpha_t * q_t**gamma * (gamma * p_t * log_p_t - q_t)
    return dz * share(y.size, reduction)


def _signs(y: np.ndarray, alpha: float, gamma: float) -> tuple[np.ndarray, np.ndarray]:
    if not np.isin(y, (0, 1)).all():
        raise ValueError("A label is neither 0 nor 1: give hard labels, the loss has no soft form.")
    if not 0 <= alpha <= 1 or not gamma >= 0:
        raise ValueError(f"alpha is {alpha}, gamma {gamma}: give alpha in [0, 1], gamma >= 0.")
    return 2 * y - 1, alpha * y + (1 - alpha) * (1 - y)
