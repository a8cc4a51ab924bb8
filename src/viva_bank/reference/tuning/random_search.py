"""Random search draws every setting anew, so that n trials try n values of each axis.

When few axes matter, a grid of n trials in d dimensions tries only n^(1/d) values of an important
one. Rates and penalties are drawn on a logarithmic scale: u ~ U(log a, log b), value e^u.

Source: Bergstra and Bengio (2012), "Random search for hyper-parameter optimization", figure 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from viva_bank.reference.tuning.trial import Trial

Draw = Callable[[np.random.Generator], Any]


def uniform(low: float, high: float) -> Draw:
    """A draw from U(low, high)."""
    return lambda rng: float(rng.uniform(low, high))


def log_uniform(low: float, high: float) -> Draw:
    """A draw whose logarithm is uniform: as many between 0.001 and 0.01 as between 0.01 and 0.1."""
    if not 0 < low < high:
        raise ValueError(f"The range is {low} to {high}: give 0 < low < high.")
    return lambda rng: math.exp(rng.uniform(math.log(low), math.log(high)))


def integer(low: int, high: int) -> Draw:
    """A draw from low … high, both included."""
    return lambda rng: int(rng.integers(low, high + 1))


def random_search(
    loss: Callable[[dict[str, Any]], float],
    axes: Mapping[str, Draw],
    trials: int,
    rng: np.random.Generator,
) -> list[Trial]:
    """All trials, in the order they were made."""
    if trials < 1:
        raise ValueError(f"trials is {trials}: make at least 1.")
    found = []
    for _ in range(trials):
        settings = {name: draw(rng) for name, draw in axes.items()}
        found.append(Trial(settings, loss(settings)))
    return found
