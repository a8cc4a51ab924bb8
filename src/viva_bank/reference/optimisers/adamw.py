"""AdamW shrinks the weights beside Adam's step, not through its gradient.

    θ ← θ − η·λ·θ, then Adam's step with the plain gradient

With the penalty inside the gradient, Adam divides it by √v̂, so that weights with large gradients
are decayed least; decoupled, all are decayed alike. As in PyTorch, λ is multiplied by the rate η
(the paper's Algorithm 2 multiplies it by the schedule only).

Source: Loshchilov and Hutter (2019), "Decoupled weight decay regularization", Algorithm 2.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from viva_bank.reference.optimisers.adam import Adam


class AdamW:
    """Adam with decoupled weight decay λ."""

    def __init__(
        self,
        lr: float = 1e-3,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        weight_decay: float = 0.01,
    ) -> None:
        self._adam = Adam(lr, beta1, beta2, eps)
        self.lr, self.weight_decay = lr, weight_decay

    def step(self, params: Sequence[np.ndarray], grads: Sequence[np.ndarray]) -> list[np.ndarray]:
        """New parameters."""
        self._adam.lr = self.lr
        decayed = [theta * (1 - self.lr * self.weight_decay) for theta in params]
        return self._adam.step(decayed, grads)
