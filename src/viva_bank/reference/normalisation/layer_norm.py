"""Layer normalisation: each example is standardised over its own features, alike in training and
test.

    y = γ ⊙ (x − μ) / √(σ² + ε) + β,  μ and σ² (biased) over the last k axes, k = the axes of γ

No batch is involved, so that it works with a batch of 1 and in recurrent networks.

Source: Ba, Kiros and Hinton (2016), "Layer normalization", equation 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.normalisation.standardise import (
    Standardised,
    standardise,
    standardise_backward,
)

if TYPE_CHECKING:
    from jaxtyping import Float


@dataclass(frozen=True)
class LayerNormCache:
    """What the backward pass needs."""

    standardised: Standardised
    gamma: np.ndarray


def layer_norm_forward(
    x: Float[np.ndarray, "*shape"],
    gamma: Float[np.ndarray, "*feature"],
    beta: Float[np.ndarray, "*feature"],
    eps: float = 1e-5,
) -> tuple[Float[np.ndarray, "*shape"], LayerNormCache]:
    """(y, cache), normalised over the trailing axes that γ and β have."""
    k = gamma.ndim
    if k == 0 or beta.shape != gamma.shape or x.shape[-k:] != gamma.shape:
        raise ValueError(
            f"gamma has shape {gamma.shape}, beta {beta.shape} and x {x.shape}: "
            "give gamma and beta the shape of the trailing axes of x."
        )
    s = standardise(x, tuple(range(x.ndim - k, x.ndim)), eps)
    return gamma * s.x_hat + beta, LayerNormCache(s, gamma)


def layer_norm_backward(
    dy: Float[np.ndarray, "*shape"], cache: LayerNormCache
) -> tuple[
    Float[np.ndarray, "*shape"], Float[np.ndarray, "*feature"], Float[np.ndarray, "*feature"]
]:
    """(∂L/∂x, ∂L/∂γ, ∂L/∂β)."""
    s = cache.standardised
    leading = tuple(range(dy.ndim - cache.gamma.ndim))
    dx = standardise_backward(dy * cache.gamma, s)
    return dx, (dy * s.x_hat).sum(axis=leading), dy.sum(axis=leading)
