"""Group normalisation: each example is standardised over groups of its channels.

    x of (N, C, H, W) is seen as (N, G, C/G, H, W); μ and σ² (biased) are over the last three axes;
    then y = γ_c·x̂ + β_c, channel by channel.

G = 1 is layer normalisation over (C, H, W), G = C is instance normalisation.

Source: Wu and He (2018), "Group normalization", equations 1, 2, 6 and 7.
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
class GroupNormCache:
    """What the backward pass needs; x̂ is kept grouped, (N, G, C/G, …)."""

    standardised: Standardised
    gamma: np.ndarray


def group_norm_forward(
    x: Float[np.ndarray, "batch channel *space"],
    gamma: Float[np.ndarray, "channel"],
    beta: Float[np.ndarray, "channel"],
    groups: int,
    eps: float = 1e-5,
) -> tuple[Float[np.ndarray, "batch channel *space"], GroupNormCache]:
    """(y, cache). ValueError unless the groups divide the channels."""
    C = x.shape[1]
    if groups < 1 or C % groups:
        raise ValueError(f"{groups} groups do not divide {C} channels: give a divisor of {C}.")
    grouped = x.reshape(x.shape[0], groups, C // groups, *x.shape[2:])
    s = standardise(grouped, tuple(range(2, grouped.ndim)), eps)
    y = _wide(gamma, x) * s.x_hat.reshape(x.shape) + _wide(beta, x)
    return y, GroupNormCache(s, gamma)


def group_norm_backward(
    dy: Float[np.ndarray, "batch channel *space"], cache: GroupNormCache
) -> tuple[
    Float[np.ndarray, "batch channel *space"],
    Float[np.ndarray, "channel"],
    Float[np.ndarray, "channel"],
]:
    """(∂L/∂x, ∂L/∂γ, ∂L/∂β)."""
    s = cache.standardised
    over = (0, *range(2, dy.ndim))
    dgrouped = (dy * _wide(cache.gamma, dy)).reshape(s.x_hat.shape)
    dx = standardise_backward(dgrouped, s).reshape(dy.shape)
    return dx, (dy * s.x_hat.reshape(dy.shape)).sum(axis=over), dy.sum(axis=over)


def _wide(v: np.ndarray, x: np.ndarray) -> np.ndarray:
    return v.reshape(-1, *([1] * (x.ndim - 2)))
