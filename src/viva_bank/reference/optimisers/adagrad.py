"""AdaGrad divides each coordinate's step by the root of all its squared gradients so far.

    G ← G + g²        θ ← θ − η·g / (√G + ε)

The sum never shrinks, so the effective rate only falls: good for rare features, in the end too
small. It is the root of the *sum*, not of the mean, and it divides.

Source: Duchi, Hazan and Singer (2011), "Adaptive subgradient methods for online learning and
stochastic optimization" (the
diagonal version).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from viva_bank.reference.optimisers.optimiser import refuse_mismatch, refuse_rate


class AdaGrad:
    """The rule; `eps` only guards the division."""

    def __init__(self, lr: float = 0.01, eps: float = 1e-10) -> None:
        refuse_rate(lr)
        self.lr, self.eps = lr, eps
        self._G: list[np.ndarray] | None = None

    def step(self, params: Sequence[np.ndarray], grads: Sequence[np.ndarray]) -> list[np.ndarray]:
        """New parameters; the sums grow first, so that the very first step is η·sign(g)."""
        refuse_mismatch(params, grads)
        G = self._G or [np.zeros_like(theta) for theta in params]
        self._G = [G_i + g**2 for G_i, g in zip(G, grads, strict=True)]
        return [
            theta - self.lr * g / (np.sqrt(G_i) + self.eps)
            for theta, g, G_i in zip(params, grads, self._G, strict=True)
        ]
