"""Plain gradient descent on whatever gradient it is given; with a mini-batch's it is SGD.

    θ ← θ − η·(g + λ·θ)        λ is the L2 penalty's weight, ½λ‖θ‖²

Source: Robbins and Monro (1951), "A stochastic approximation method".
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from viva_bank.reference.optimisers.optimiser import refuse_mismatch, refuse_rate


class SGD:
    """The step without memory."""

    def __init__(self, lr: float, l2: float = 0.0) -> None:
        refuse_rate(lr)
        self.lr, self.l2 = lr, l2

    def step(self, params: Sequence[np.ndarray], grads: Sequence[np.ndarray]) -> list[np.ndarray]:
        """New parameters."""
        refuse_mismatch(params, grads)
        return [
            theta - self.lr * (g + self.l2 * theta) for theta, g in zip(params, grads, strict=True)
        ]
