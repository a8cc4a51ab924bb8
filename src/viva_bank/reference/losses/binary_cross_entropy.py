"""Binary cross-entropy from a logit: the loss of yes-or-no.

    l = −[w·y·log σ(z) + (1 − y)·log(1 − σ(z))] = w·y·softplus(−z) + (1 − y)·softplus(z)
    ∂l/∂z = (1 − y)·σ(z) − w·y·σ(−z)        (= σ(z) − y for w = 1)

y in [0, 1]; w weighs the positive class. The softplus form never takes the logarithm of zero.

Source: Bishop (2006), "Pattern Recognition and Machine Learning", equations 4.90 and 4.91.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.activations.sigmoid import sigmoid
from viva_bank.reference.activations.softplus import softplus
from viva_bank.reference.losses.reduction import Reduction, reduced, share

if TYPE_CHECKING:
    from jaxtyping import Float


def binary_cross_entropy(
    z: Float[np.ndarray, "*shape"],
    y: Float[np.ndarray, "*shape"],
    w: float = 1.0,
    reduction: Reduction = "mean",
) -> float | Float[np.ndarray, "*shape"]:
    """The loss of logits z against targets y in [0, 1], reduced, in nats."""
    _refuse(y)
    return reduced(w * y * softplus(-z) + (1 - y) * softplus(z), reduction)


def binary_cross_entropy_gradient(
    z: Float[np.ndarray, "*shape"],
    y: Float[np.ndarray, "*shape"],
    w: float = 1.0,
    reduction: Reduction = "mean",
) -> Float[np.ndarray, "*shape"]:
    """∂L/∂z of the reduced loss."""
    _refuse(y)
    return ((1 - y) * sigmoid(z) - w * y * sigmoid(-z)) * share(y.size, reduction)


def _refuse(y: np.ndarray) -> None:
    if y.size and not (y.min() >= 0 and y.max() <= 1):
        raise ValueError(f"Targets span {y.min()} … {y.max()}: give probabilities in [0, 1].")
