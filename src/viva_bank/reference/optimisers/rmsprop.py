"""RMSProp forgets: it divides by the root of a moving average of squared gradients.

    s ← ρ·s + (1 − ρ)·g²        θ ← θ − η·g / (√s + ε)

s starts at zero and is not corrected for it, so the first steps are larger by up to 1/√(1 − ρ).

Source: Tieleman and Hinton (2012), "Lecture 6.5 — RMSProp: divide the gradient by a running
average of its recent magnitude" (ρ = 0.9; ε as in PyTorch, outside the root).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from viva_bank.reference.optimisers.optimiser import refuse_mismatch, refuse_rate


class RMSProp:
    """The rule; `rho` is the share of the old average that is kept."""

    def __init__(self, lr: float = 0.01, rho: float = 0.9, eps: float = 1e-8) -> None:
        refuse_rate(lr, rho=rho)
        self.lr, self.rho, self.eps = lr, rho, eps
        self._s: list[np.ndarray] | None = None

    def step(self, params: Sequence[np.ndarray], grads: Sequence[np.ndarray]) -> list[np.ndarray]:
        """New parameters; the average moves on first."""
        refuse_mismatch(params, grads)
        s = self._s or [np.zeros_like(theta) for theta in params]
        self._s = [self.rho * s_i + (1 - self.rho) * g**2 for s_i, g in zip(s, grads, strict=True)]
        return [
            theta - self.lr * g / (np.sqrt(s_i) + self.eps)
            for theta, g, s_i in zip(params, grads, self._s, strict=True)
        ]
