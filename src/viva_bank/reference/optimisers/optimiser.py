"""What all first-order optimisers have in common: one `step` from parameters to parameters.

Notation: θ are the parameters, g the gradients, η (`lr`) the learning rate, t the
step.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np


@runtime_checkable
class Optimiser(Protocol):
    """Anything with a learning rate and a step."""

    lr: float

    def step(self, params: Sequence[np.ndarray], grads: Sequence[np.ndarray]) -> list[np.ndarray]:
        """θ_{t+1} from θ_t and g_t, in new arrays."""
        ...


def refuse_mismatch(params: Sequence[np.ndarray], grads: Sequence[np.ndarray]) -> None:
    """ValueError unless there is one gradient of the same shape for each parameter."""
    shapes, found = [p.shape for p in params], [g.shape for g in grads]
    if shapes != found:
        raise ValueError(
            f"Parameters have shapes {shapes} and gradients {found}: "
            "give one gradient for each parameter, in the same order."
        )


def refuse_rate(lr: float, **shares: float) -> None:
    """ValueError unless lr ≥ 0 and every other number lies in [0, 1)."""
    if not lr >= 0:
        raise ValueError(f"lr is {lr}: give a learning rate of 0 or more.")
    for name, value in shares.items():
        if not 0 <= value < 1:
            raise ValueError(f"{name} is {value}: give a number in [0, 1).")
