"""Weight normalisation writes each weight vector as a length times a direction.

    w = g·v / ‖v‖
    ∂L/∂g = ⟨∂L/∂w, v⟩ / ‖v‖        ∂L/∂v = (g/‖v‖)·∂L/∂w − (g·∂L/∂g / ‖v‖²)·v

One row of W is one unit's vector. It normalises no activation, and needs no batch.

Source: Salimans and Kingma (2016), "Weight normalization", equations 2 and 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def weight_norm(
    v: Float[np.ndarray, "unit d_in"], g: Float[np.ndarray, "unit"]
) -> Float[np.ndarray, "unit d_in"]:
    """W, whose row u has the length |g_u| and the direction of ±v_u."""
    return (g / _norms(v))[:, None] * v


def weight_norm_backward(
    dW: Float[np.ndarray, "unit d_in"],
    v: Float[np.ndarray, "unit d_in"],
    g: Float[np.ndarray, "unit"],
) -> tuple[Float[np.ndarray, "unit d_in"], Float[np.ndarray, "unit"]]:
    """(∂L/∂v, ∂L/∂g); ∂L/∂v is orthogonal to v, so that ‖v‖ only grows under gradient steps."""
    norm = _norms(v)
    dg = (dW * v).sum(axis=1) / norm
    dv = (g / norm)[:, None] * dW - (g * dg / norm**2)[:, None] * v
    return dv, dg


def _norms(v: np.ndarray) -> np.ndarray:
    norm = np.sqrt((v**2).sum(axis=1))
    if (norm == 0).any():
        raise ValueError("A row of v is zero and has no direction: start from a random v.")
    return norm
