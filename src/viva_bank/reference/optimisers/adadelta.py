"""AdaDelta replaces the learning rate by the size of its own recent updates: the units fit.

    E[g²] ← ρ·E[g²] + (1 − ρ)·g²
    Δ = −(√(E[Δ²] + ε) / √(E[g²] + ε))·g
    E[Δ²] ← ρ·E[Δ²] + (1 − ρ)·Δ²
    θ ← θ + η·Δ        (the paper has η = 1)

Both averages start at zero, so the first step is about √(ε/(1 − ρ)), whatever the gradient: slow to
start.

Source: Zeiler (2012), "ADADELTA: an adaptive learning rate method", Algorithm 1.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from viva_bank.reference.optimisers.optimiser import refuse_mismatch, refuse_rate


class AdaDelta:
    """The rule; `rho` is the share of the old averages that is kept."""

    def __init__(self, lr: float = 1.0, rho: float = 0.9, eps: float = 1e-6) -> None:
        refuse_rate(lr, rho=rho)
        self.lr, self.rho, self.eps = lr, rho, eps
        self._state: list[tuple[np.ndarray, np.ndarray]] | None = None

    def step(self, params: Sequence[np.ndarray], grads: Sequence[np.ndarray]) -> list[np.ndarray]:
        """New parameters. E[Δ²] moves on *after* it was used."""
        refuse_mismatch(params, grads)
        state = self._state or [(np.zeros_like(p), np.zeros_like(p)) for p in params]
        rho, eps = self.rho, self.eps
        moved, self._state = [], []
        for theta, g, (Eg2, Ed2) in zip(params, grads, state, strict=True):
            Eg2 = rho * Eg2 + (1 - rho) * g**2
            delta = -np.sqrt(Ed2 + eps) / np.sqrt(Eg2 + eps) * g
            self._state.append((Eg2, rho * Ed2 + (1 - rho) * delta**2))
            moved.append(theta + self.lr * delta)
        return moved
