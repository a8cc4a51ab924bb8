"""The learning-rate range test raises the rate at every step and looks where the loss falls, and
breaks.

    η_i = η_min·(η_max/η_min)^(i/(n − 1)), i = 0 … n − 1; one SGD step at each

A usable rate lies below the point where the loss turns up; `suggested` is where it falls fastest
per logarithm of the rate.

Source: Smith (2017), "Cyclical learning rates for training neural networks", section 3.3 (there
linear in the rate; exponential growth is the later custom).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


@dataclass(frozen=True)
class RangeTest:
    """Rates and the smoothed loss *before* the step at each; `suggested` and `diverged` are rates.

    `diverged` is NaN when the loss never broke.
    """

    rates: np.ndarray
    losses: np.ndarray
    suggested: float
    diverged: float


def lr_range_test(
    loss_and_gradient: Callable[[np.ndarray], tuple[float, np.ndarray]],
    theta: Float[np.ndarray, "d"],
    lr_min: float = 1e-6,
    lr_max: float = 10.0,
    steps: int = 100,
    smoothing: float = 0.9,
    factor: float = 4.0,
) -> RangeTest:
    """Stops when the smoothed loss exceeds `factor` times the lowest so far, or is not finite.

    The smoothing is an exponential average, corrected for its start as Adam's is.
    """
    if not (0 < lr_min < lr_max and steps >= 3):
        raise ValueError("Give 0 < lr_min < lr_max and at least 3 steps.")
    if not 0 <= smoothing < 1:
        raise ValueError(f"smoothing is {smoothing}: give a number in [0, 1).")
    rates = np.geomspace(lr_min, lr_max, steps)
    average, lowest, diverged, smooth = 0.0, math.inf, math.nan, []
    for i, lr in enumerate(rates):
        loss, g = loss_and_gradient(theta)
        average = smoothing * average + (1 - smoothing) * loss
        corrected = average / (1 - smoothing ** (i + 1))
        if not corrected <= factor * lowest:
            diverged = float(lr)
            break
        lowest = min(lowest, corrected)
        smooth.append(corrected)
        theta = theta - lr * g
    losses, kept = np.array(smooth), rates[: len(smooth)]
    if len(smooth) < 2:
        raise ValueError("The loss broke at once: start from a smaller lr_min.")
    slopes = np.gradient(losses, np.log(kept))
    return RangeTest(kept, losses, float(kept[slopes.argmin()]), diverged)
