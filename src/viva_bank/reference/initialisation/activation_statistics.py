"""How activations look, layer by layer, before any training: the test of an initialisation.

    h_0 = x        h_l = f(h_{l−1} W_l)

Good: mean, spread and share of saturated or dead units stay about the same at every depth. Bad: the
spread shrinks or grows geometrically.

Source: Glorot and Bengio (2010), figure 6 (activation histograms by layer).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


@dataclass(frozen=True)
class LayerStatistics:
    """One layer: mean and population standard deviation of all its activations, and two shares.

    `saturated` is the share with |h| > 0.99, which says something for tanh; `dead` the share of
    units that are zero for every example, which says something for ReLU.
    """

    mean: float
    std: float
    saturated: float
    dead: float


def activation_statistics(
    x: Float[np.ndarray, "batch d"],
    weights: Sequence[np.ndarray],
    f: Callable[[np.ndarray], np.ndarray],
) -> list[LayerStatistics]:
    """One entry a layer, for weights of shape (fan_in, fan_out) without biases."""
    h, found = x, []
    for W in weights:
        if h.shape[1] != W.shape[0]:
            raise ValueError(
                f"A weight of shape {W.shape} follows {h.shape[1]} units: its rows must match."
            )
        h = f(h @ W)
        found.append(
            LayerStatistics(
                float(h.mean()),
                float(h.std()),
                float((np.abs(h) > 0.99).mean()),
                float((h == 0).all(axis=0).mean()),
            )
        )
    return found
