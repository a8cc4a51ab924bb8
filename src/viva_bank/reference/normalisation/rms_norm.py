"""RMS normalisation divides by the root mean square alone: layer normalisation without the mean.

    y = γ ⊙ x / RMS(x)        RMS(x) = √((1/n) Σ x_i² + ε), over the last axis
    ∂L/∂x = (1/RMS)·[g − x̂·mean(g·x̂)],  g = γ ⊙ dy,  x̂ = x/RMS

Source: Zhang and Sennrich (2019), "Root mean square layer normalization", equation 4 (ε is the
implementation's).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


@dataclass(frozen=True)
class RmsNormCache:
    """What the backward pass needs."""

    x_hat: np.ndarray
    inv_rms: np.ndarray
    gamma: np.ndarray


def rms_norm_forward(
    x: Float[np.ndarray, "*batch n"], gamma: Float[np.ndarray, "n"], eps: float = 1e-5
) -> tuple[Float[np.ndarray, "*batch n"], RmsNormCache]:
    """(y, cache), over the last axis."""
    if x.shape[-1:] != gamma.shape or x.shape[-1] == 0:
        raise ValueError(
            f"gamma has shape {gamma.shape} and x {x.shape}: give one number per feature of x."
        )
    inv_rms = 1 / np.sqrt((x**2).mean(axis=-1, keepdims=True) + eps)
    x_hat = x * inv_rms
    return gamma * x_hat, RmsNormCache(x_hat, inv_rms, gamma)


def rms_norm_backward(
    dy: Float[np.ndarray, "*batch n"], cache: RmsNormCache
) -> tuple[Float[np.ndarray, "*batch n"], Float[np.ndarray, "n"]]:
    """(∂L/∂x, ∂L/∂γ)."""
    g = dy * cache.gamma
    mean_gx = (g * cache.x_hat).mean(axis=-1, keepdims=True)
    dgamma = (dy * cache.x_hat).sum(axis=tuple(range(dy.ndim - 1)))
    return cache.inv_rms * (g - cache.x_hat * mean_gx), dgamma
