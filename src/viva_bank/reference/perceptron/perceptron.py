"""The perceptron moves its plane only when it is wrong, and stops moving if the classes are
separable.

    if y·(wᵀx + b) ≤ 0:  w ← w + η·y·x,  b ← b + η·y        y in {−1, +1}

Started at zero on data with ‖x‖ ≤ R (bias input included) and margin γ, it makes at most (R/γ)²
mistakes; on data that are not linearly separable, XOR for one, it never stops. From zero, η only
scales w.

Sources: Rosenblatt (1958), "The perceptron: a probabilistic model for information storage and
organization in the brain"; Novikoff (1962), "On convergence proofs on perceptrons" (the bound).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


class Perceptron:
    """`w`, `b`, the number of `mistakes` while fitting, and whether it `converged`."""

    def __init__(self, lr: float = 1.0, max_epochs: int = 100) -> None:
        if not lr > 0 or max_epochs < 1:
            raise ValueError(f"lr is {lr}, max_epochs {max_epochs}: give lr > 0, at least 1 epoch.")
        self.lr, self.max_epochs = lr, max_epochs
        self.w, self.b = np.zeros(0), 0.0
        self.mistakes, self.converged = 0, False

    def fit(self, X: Float[np.ndarray, "n d"], y: Float[np.ndarray, "n"]) -> Perceptron:
        """Goes through the rows in order until an epoch has no mistake, or the epochs are up."""
        if not np.isin(y, (-1, 1)).all():
            raise ValueError("Labels must be −1 and +1; for 0 and 1 give 2*y - 1.")
        self.w, self.b = np.zeros(X.shape[1]), 0.0
        self.mistakes, self.converged = 0, False
        for _ in range(self.max_epochs):
            before = self.mistakes
            for x_i, y_i in zip(X, y, strict=True):
                # ≤ and not <: at zero weights every point lies on the plane, and none would move.
                if y_i * (self.w @ x_i + self.b) <= 0:
                    self.w = self.w + self.lr * y_i * x_i
                    self.b += self.lr * float(y_i)
                    self.mistakes += 1
            if self.mistakes == before:
                self.converged = True
                break
        return self

    def predict(self, X: Float[np.ndarray, "n d"]) -> Float[np.ndarray, "n"]:
        """−1 or +1; a point on the plane is −1."""
        return np.where(X @ self.w + self.b > 0, 1.0, -1.0)
