"""Grid search tries every combination of the listed values.

    trials = Π (number of values): exponential in the number of axes, and an axis that does not
    matter repeats every other value over and over

Source: Bergstra and Bengio (2012), "Random search for hyper-parameter optimization".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from viva_bank.reference.tuning.trial import Trial


def grid(axes: Mapping[str, Sequence[Any]]) -> Iterator[dict[str, Any]]:
    """Every combination, the last axis running fastest."""
    for name, values in axes.items():
        if not values:
            raise ValueError(f"{name!r} has no values: give at least one.")
    for values in product(*axes.values()):
        yield dict(zip(axes, values, strict=True))


def grid_search(
    loss: Callable[[dict[str, Any]], float], axes: Mapping[str, Sequence[Any]]
) -> list[Trial]:
    """All trials, in the order they were made; the best is `min(…, key=lambda t: t.loss)`."""
    return [Trial(settings, loss(settings)) for settings in grid(axes)]
