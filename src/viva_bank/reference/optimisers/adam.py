"""Adam is momentum divided by RMSProp, with both averages corrected for starting at zero.

    m ← β₁·m + (1 − β₁)·g          v ← β₂·v + (1 − β₂)·g²
    m̂ = m / (1 − β₁^t)             v̂ = v / (1 − β₂^t)         t = 1, 2, …
    θ ← θ − η·m̂ / (√v̂ + ε)

Since E[m_t] = (1 − β₁^t)·E[g] for stationary gradients, dividing by it unbiases the average; the
very first step is η·sign(g). `l2` adds λθ to the gradient, which is *not* decoupled weight decay:
see AdamW.

Source: Kingma and Ba (2015), "Adam: a method for stochastic optimization", Algorithm 1 and section
3.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from viva_bank.reference.optimisers.optimiser import refuse_mismatch, refuse_rate


class Adam:
    """The rule, with its step counter `t`."""

    def __init__(
        self,
        lr: float = 1e-3,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        l2: float = 0.0,
    ) -> None:
        refuse_rate(lr, beta1=beta1, beta2=beta2)
        self.lr, self.beta1, self.beta2, self.eps, self.l2 = lr, beta1, beta2, eps, l2
        self.t = 0
        self._state: list[tuple[np.ndarray, np.ndarray]] | None = None

    def step(self, params: Sequence[np.ndarray], grads: Sequence[np.ndarray]) -> list[np.ndarray]:
        """New parameters; both averages move on first."""
        refuse_mismatch(params, grads)
        state = self._state or [(np.zeros_like(p), np.zeros_like(p)) for p in params]
        self.t += 1
        moved, self._state = [], []
        for theta, g, (m, v) in zip(params, grads, state, strict=True):
            g = g + self.l2 * theta
            m = self.beta1 * m + (1 - self.beta1) * g
            v = self.beta2 * v + (1 - self.beta2) * g**2
            self._state.append((m, v))
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            moved.append(theta - self.lr * m_hat / (np.sqrt(v_hat) + self.eps))
        return moved
