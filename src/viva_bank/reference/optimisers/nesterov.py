"""Nesterov's momentum takes the gradient where the velocity is about to carry the parameters.

    as published    v ← μ·v − η·∇f(θ + μ·v)        θ ← θ + v
    as implemented  v ← μ·v + g(φ)                 φ ← φ − η·(g(φ) + μ·v),  φ = θ − η·μ·v

Both walk the same path: the second keeps the looked-ahead point φ as its parameters, so that it
needs the gradient only where the parameters are (PyTorch's `nesterov=True`).

Sources: Nesterov (1983), "A method for unconstrained convex minimization problem with the rate of
convergence O(1/k²)"; Sutskever, Martens, Dahl and Hinton (2013), equations 3 and 4; Bengio,
Boulanger-Lewandowski and Pascanu (2013), "Advances in optimizing recurrent networks", section 3.5.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.optimisers.optimiser import refuse_mismatch, refuse_rate

if TYPE_CHECKING:
    from jaxtyping import Float


class Nesterov:
    """The implemented form: parameters are the looked-ahead points φ."""

    def __init__(self, lr: float, mu: float = 0.9) -> None:
        refuse_rate(lr, mu=mu)
        self.lr, self.mu = lr, mu
        self._v: list[np.ndarray] | None = None

    def step(self, params: Sequence[np.ndarray], grads: Sequence[np.ndarray]) -> list[np.ndarray]:
        """New parameters; the velocity moves on."""
        refuse_mismatch(params, grads)
        v = self._v or [np.zeros_like(theta) for theta in params]
        self._v = [self.mu * v_i + g for v_i, g in zip(v, grads, strict=True)]
        return [
            theta - self.lr * (g + self.mu * v_i)
            for theta, g, v_i in zip(params, grads, self._v, strict=True)
        ]


def nesterov_lookahead(
    gradient: Callable[[np.ndarray], np.ndarray],
    theta: Float[np.ndarray, "d"],
    lr: float,
    mu: float,
    steps: int,
) -> Float[np.ndarray, "looked_ahead d"]:
    """The published form; returns the `steps` + 1 looked-ahead points θ + μ·v, to compare."""
    refuse_rate(lr, mu=mu)
    v = np.zeros_like(theta)
    path = [theta]
    for _ in range(steps):
        v = mu * v - lr * gradient(theta + mu * v)
        theta = theta + v
        path.append(theta + mu * v)
    return np.stack(path)
