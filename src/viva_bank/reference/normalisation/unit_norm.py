"""Scaling a vector to unit length: a normalisation, unlike an L1 or L2 *penalty* on weights.

    x̂ = x / ‖x‖_p,  p = 1 or 2, along the last axis

A zero vector stays zero.

Source: Salton and Buckley (1988), "Term-weighting approaches in automatic text retrieval" (cosine
normalisation of document vectors, p = 2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def unit_norm(x: Float[np.ndarray, "*batch n"], p: int = 2) -> Float[np.ndarray, "*batch n"]:
    """x with every vector of the last axis scaled to length 1 in the p-norm."""
    if p not in (1, 2):
        raise ValueError(f"p is {p}: use 1 (sum of absolute values) or 2 (Euclidean length).")
    # Dividing by the largest first keeps x² from overflowing or vanishing.
    peak = np.abs(x).max(axis=-1, keepdims=True, initial=0)
    scaled = x / np.where(peak > 0, peak, 1)
    norm = (np.abs(scaled) ** p).sum(axis=-1, keepdims=True) ** (1 / p)
    return scaled / np.where(norm > 0, norm, 1)
