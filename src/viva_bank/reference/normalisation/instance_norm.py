"""Instance normalisation: each channel of each example is standardised over its own pixels.

    y_nc = γ_c·(x_nc − μ_nc) / √(σ²_nc + ε) + β_c,  μ and σ² (biased) over (H, W)

It removes the contrast of the single picture, which is why style transfer likes it. It is group
normalisation with one channel a group.

Source: Ulyanov, Vedaldi and Lempitsky (2016), "Instance normalization: the missing ingredient for
fast stylization".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.normalisation.group_norm import (
    GroupNormCache,
    group_norm_backward,
    group_norm_forward,
)

if TYPE_CHECKING:
    from jaxtyping import Float


def instance_norm_forward(
    x: Float[np.ndarray, "batch channel *space"],
    gamma: Float[np.ndarray, "channel"],
    beta: Float[np.ndarray, "channel"],
    eps: float = 1e-5,
) -> tuple[Float[np.ndarray, "batch channel *space"], GroupNormCache]:
    """(y, cache). ValueError if a channel is a single value: its variance would be 0."""
    if np.prod(x.shape[2:]) < 2:
        raise ValueError(
            f"x has shape {x.shape}: give at least 2 values in the axes after the channel."
        )
    return group_norm_forward(x, gamma, beta, x.shape[1], eps)


def instance_norm_backward(
    dy: Float[np.ndarray, "batch channel *space"], cache: GroupNormCache
) -> tuple[
    Float[np.ndarray, "batch channel *space"],
    Float[np.ndarray, "channel"],
    Float[np.ndarray, "channel"],
]:
    """(∂L/∂x, ∂L/∂γ, ∂L/∂β)."""
    return group_norm_backward(dy, cache)
