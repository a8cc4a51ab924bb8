"""Momentum keeps a velocity: steady directions add up, zigzags cancel.

    v ← μ·v + g        θ ← θ − η·v        (v starts at zero)

With a constant rate this is Sutskever's v ← μ·v − η·g, θ ← θ + v; when η changes along the way the
two differ: here (and in PyTorch) the new rate applies to the old velocity at once. On a quadratic
the best rate of convergence goes from (κ − 1)/(κ + 1) to (√κ − 1)/(√κ + 1).

Sources: Polyak (1964), "Some methods of speeding up the convergence of iteration methods";
Sutskever, Martens, Dahl and Hinton (2013), "On the importance of initialization and momentum in
deep learning", equations 1 and 2.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from viva_bank.reference.optimisers.optimiser import refuse_mismatch, refuse_rate


class Momentum:
    """The heavy ball; `mu` is the share of the velocity that is kept."""

    def __init__(self, lr: float, mu: float = 0.9) -> None:
        refuse_rate(lr, mu=mu)
        self.lr, self.mu = lr, mu
        self._v: list[np.ndarray] | None = None

    def step(self, params: Sequence[np.ndarray], grads: Sequence[np.ndarray]) -> list[np.ndarray]:
        """New parameters; the velocity moves on."""
        refuse_mismatch(params, grads)
        v = self._v or [np.zeros_like(theta) for theta in params]
        self._v = [self.mu * v_i + g for v_i, g in zip(v, grads, strict=True)]
        return [theta - self.lr * v_i for theta, v_i in zip(params, self._v, strict=True)]
