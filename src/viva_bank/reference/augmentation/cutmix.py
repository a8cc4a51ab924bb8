"""CutMix pastes a rectangle of another picture, and mixes the labels by the area.

    λ ~ U(0, 1) (Beta(α, α), α = 1)        a box of sides H·√(1 − λ), W·√(1 − λ) about a random
    centre ỹ = λ′·y_i + (1 − λ′)·y_j,  1 − λ′ = the share of pixels that were really pasted

The box is cut off at the border, so λ is computed again from what is left of it.

Source: Yun, Han, Oh, Chun, Choe and Yoo (2019), "CutMix: regularization strategy to train strong
classifiers with localizable features", equations 1 and 2.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def cutmix(
    X: Float[np.ndarray, "n c h w"],
    Y: Float[np.ndarray, "n k"],
    rng: np.random.Generator,
    alpha: float = 1.0,
) -> tuple[Float[np.ndarray, "n c h w"], Float[np.ndarray, "n k"]]:
    """(X̃, Ỹ), with one box for the whole batch."""
    if not alpha > 0:
        raise ValueError(f"alpha is {alpha}: give a number above 0.")
    h, w = X.shape[2:]
    side = math.sqrt(1 - rng.beta(alpha, alpha))
    cy, cx = int(rng.integers(h)), int(rng.integers(w))
    half_h, half_w = int(h * side) // 2, int(w * side) // 2
    top, bottom = max(cy - half_h, 0), min(cy + half_h, h)
    left, right = max(cx - half_w, 0), min(cx + half_w, w)
    j = rng.permutation(len(X))
    mixed = X.copy()
    mixed[:, :, top:bottom, left:right] = X[j][:, :, top:bottom, left:right]
    pasted = (bottom - top) * (right - left) / (h * w)
    return mixed, (1 - pasted) * Y + pasted * Y[j]
