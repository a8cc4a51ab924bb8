"""Subtract the mean and divide by the standard deviation over some axes: what all norms share.

    x̂ = (x − μ) / √(σ² + ε)        μ, σ² over the axes, σ² biased (divided by their size m)
    ∂L/∂x = (1/√(σ² + ε))·[g − mean(g) − x̂·mean(g·x̂)],  g = ∂L/∂x̂

The two subtracted means are the gradient's paths through μ and through σ²: leaving them out, as if
μ and σ² were constants, is the classic slip.

Source: Ioffe and Szegedy (2015), "Batch normalization", Algorithm 1 and the chain rule of section 3
(simplified).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


@dataclass(frozen=True)
class Standardised:
    """x̂ with the statistics that made it, kept for the backward pass.

    `mu`, `var` and `inv_std` = 1/√(σ² + ε) have length 1 along `axes`.
    """

    x_hat: np.ndarray
    mu: np.ndarray
    var: np.ndarray
    inv_std: np.ndarray
    axes: tuple[int, ...]


def standardise(
    x: Float[np.ndarray, "*shape"], axes: tuple[int, ...], eps: float = 1e-5
) -> Standardised:
    """x̂ over `axes`, in the dtype of x. ValueError if there is nothing to average over."""
    if any(x.shape[axis] == 0 for axis in axes):
        raise ValueError(f"x has shape {x.shape}: an axis to average over is empty, give data.")
    mu = x.mean(axis=axes, keepdims=True)
    # Two passes: E[x²] − E[x]² cancels when the mean is large against the spread.
    var = ((x - mu) ** 2).mean(axis=axes, keepdims=True)
    inv_std = 1 / np.sqrt(var + eps)
    return Standardised((x - mu) * inv_std, mu, var, inv_std, axes)


def standardise_backward(
    dx_hat: Float[np.ndarray, "*shape"], s: Standardised
) -> Float[np.ndarray, "*shape"]:
    """∂L/∂x from ∂L/∂x̂."""
    mean_g = dx_hat.mean(axis=s.axes, keepdims=True)
    mean_gx = (dx_hat * s.x_hat).mean(axis=s.axes, keepdims=True)
    return s.inv_std * (dx_hat - mean_g - s.x_hat * mean_gx)
