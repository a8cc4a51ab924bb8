"""Gradient clipping bounds a step that would be too long, by entry or by the length of the whole.

    by value  g_i ← clip(g_i, −c, c)                 changes the direction
    by norm   g ← g·min(1, c/‖g‖),  ‖g‖ over *all* parameters together: keeps the direction

It treats exploding gradients and does nothing for vanishing ones.

Source: Pascanu, Mikolov and Bengio (2013), "On the difficulty of training recurrent neural
networks", Algorithm 1 (by norm); Mikolov (2012), PhD thesis (by value).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np


def clip_by_value(grads: Sequence[np.ndarray], limit: float) -> list[np.ndarray]:
    """Every entry held within ±limit."""
    _refuse(limit)
    return [np.clip(g, -limit, limit) for g in grads]


def global_norm(grads: Sequence[np.ndarray]) -> float:
    """√(Σ of all squares of all arrays), without overflow; 0 for no gradients."""
    # Scaling by the largest entry first: a gradient of 1e200 has a norm, though not a square.
    peak = max((float(np.abs(g).max()) for g in grads if g.size), default=0.0)
    if peak == 0 or not math.isfinite(peak):
        return peak
    return peak * math.sqrt(sum(float(((g / peak) ** 2).sum()) for g in grads))


def clip_by_norm(grads: Sequence[np.ndarray], limit: float) -> tuple[list[np.ndarray], float]:
    """(clipped gradients, the norm *before* clipping).

    ValueError for a norm that is not finite: scaling NaN down gives NaN, and a step that should not
    be taken.
    """
    _refuse(limit)
    norm = global_norm(grads)
    if not math.isfinite(norm):
        raise ValueError(f"The gradient's norm is {norm}: skip this step and look for the cause.")
    scale = limit / norm if norm > limit else 1.0
    return [g * scale for g in grads], norm


def _refuse(limit: float) -> None:
    if not limit > 0:
        raise ValueError(f"limit is {limit}: give a bound above 0.")
