"""Softmax regression: one linear score a class, fitted by cross-entropy.

    p = softmax(XW + b)        L = (1/N) Σ CE + ½λ‖W‖²        ∂L/∂W = Xᵀ(P − T)/N + λW

T is the one-hot target. Starting at zero is fine: the problem is convex.

Source: Bishop (2006), "Pattern Recognition and Machine Learning", equations 4.104 to 4.109.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.activations.softmax import softmax
from viva_bank.reference.losses.softmax_cross_entropy import (
    softmax_cross_entropy,
    softmax_cross_entropy_gradient,
)
from viva_bank.reference.optimisers.lbfgs import lbfgs

if TYPE_CHECKING:
    from jaxtyping import Float, Int


class SoftmaxRegression:
    """Multi-class logistic regression, minimised with L-BFGS; labels are 0 … k − 1."""

    def __init__(self, k: int, l2: float = 1e-4, tolerance: float = 1e-7) -> None:
        if k < 2 or l2 < 0:
            raise ValueError(f"k is {k}, l2 {l2}: give at least 2 classes, a penalty of 0 or more.")
        self.k, self.l2, self.tolerance = k, l2, tolerance
        self.W, self.b = np.zeros((0, k)), np.zeros(k)

    def fit(self, X: Float[np.ndarray, "n d"], y: Int[np.ndarray, "n"]) -> SoftmaxRegression:
        """Fits W and b, from zero."""
        d = X.shape[1]

        def loss(theta: np.ndarray) -> float:
            W, b = theta[: d * self.k].reshape(d, self.k), theta[d * self.k :]
            return float(softmax_cross_entropy(X @ W + b, y)) + 0.5 * self.l2 * float((W**2).sum())

        def gradient(theta: np.ndarray) -> np.ndarray:
            W, b = theta[: d * self.k].reshape(d, self.k), theta[d * self.k :]
            dz = softmax_cross_entropy_gradient(X @ W + b, y)
            return np.concatenate([(X.T @ dz + self.l2 * W).ravel(), dz.sum(axis=0)])

        found = lbfgs(loss, gradient, np.zeros((d + 1) * self.k), tolerance=self.tolerance)
        self.W, self.b = found.x[: d * self.k].reshape(d, self.k), found.x[d * self.k :]
        return self

    def predict_proba(self, X: Float[np.ndarray, "n d"]) -> Float[np.ndarray, "n k"]:
        """The probability of each class."""
        return softmax(X @ self.W + self.b)

    def predict(self, X: Float[np.ndarray, "n d"]) -> Int[np.ndarray, "n"]:
        """The most probable class."""
        return self.predict_proba(X).argmax(axis=1)
