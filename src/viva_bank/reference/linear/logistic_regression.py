"""Logistic regression: a linear score through a sigmoid, fitted by maximum likelihood.

    p = σ(Xw + b)        L = (1/N) Σ BCE + ½λ‖w‖²        ∂L/∂w = Xᵀ(p − y)/N + λw,  ∂L/∂b = mean(p
    − y)

The problem is convex, so starting at zero is fine. Newton's step (IRLS) solves it in a few
iterations: H = Xᵀ diag(p(1 − p)) X / N + λI. The bias is not penalised. With λ = 0 and separable
data no optimum exists: the weights grow without end.

Source: Cox (1958), "The regression analysis of binary sequences"; Bishop (2006), "Pattern
Recognition and Machine Learning", equations 4.91, 4.97 and 4.99.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.activations.sigmoid import sigmoid
from viva_bank.reference.losses.binary_cross_entropy import binary_cross_entropy

if TYPE_CHECKING:
    from jaxtyping import Float


def logistic_loss_and_gradient(
    w: Float[np.ndarray, "d"],
    b: float,
    X: Float[np.ndarray, "n d"],
    y: Float[np.ndarray, "n"],
    l2: float = 0.0,
) -> tuple[float, Float[np.ndarray, "d"], float]:
    """(L, ∂L/∂w, ∂L/∂b) for labels y in {0, 1}."""
    z = X @ w + b
    residual = sigmoid(z) - y
    loss = float(binary_cross_entropy(z, y)) + 0.5 * l2 * float(w @ w)
    return loss, X.T @ residual / len(X) + l2 * w, float(residual.mean())


class LogisticRegression:
    """Binary logistic regression by Newton's method; `l2` is λ."""

    def __init__(self, l2: float = 1e-4, max_steps: int = 50, tolerance: float = 1e-9) -> None:
        if l2 < 0:
            raise ValueError(f"l2 is {l2}: give a penalty of 0 or more.")
        self.l2, self.max_steps, self.tolerance = l2, max_steps, tolerance
        self.w, self.b = np.zeros(0), 0.0

    def fit(self, X: Float[np.ndarray, "n d"], y: Float[np.ndarray, "n"]) -> LogisticRegression:
        """Fits w and b to labels 0 and 1, from zero. ValueError if both classes are not there."""
        if set(np.unique(y)) != {0.0, 1.0}:
            raise ValueError("Give labels 0 and 1, with at least one example of each.")
        n, d = X.shape
        A = np.column_stack([X, np.ones(n)])
        penalty = np.append(np.full(d, self.l2), 0.0)
        theta, (loss, g) = np.zeros(d + 1), self._objective(np.zeros(d + 1), A, y, penalty)
        for _ in range(self.max_steps):
            if np.abs(g).max() <= self.tolerance:
                break
            p = sigmoid(A @ theta)
            H = (A * (p * (1 - p))[:, None]).T @ A / n + np.diag(penalty)
            step = np.linalg.lstsq(H, g, rcond=None)[0]
            # A full Newton step can overshoot far from the optimum: halve it until the loss falls.
            for halving in range(30):
                tried = theta - step / 2**halving
                new_loss, new_g = self._objective(tried, A, y, penalty)
                if new_loss <= loss:
                    theta, loss, g = tried, new_loss, new_g
                    break
            else:
                break
        self.w, self.b = theta[:-1], float(theta[-1])
        return self

    def decision(self, X: Float[np.ndarray, "n d"]) -> Float[np.ndarray, "n"]:
        """The log-odds z."""
        return X @ self.w + self.b

    def predict_proba(self, X: Float[np.ndarray, "n d"]) -> Float[np.ndarray, "n"]:
        """The probability of class 1."""
        return sigmoid(self.decision(X))

    @staticmethod
    def _objective(
        theta: np.ndarray, A: np.ndarray, y: np.ndarray, penalty: np.ndarray
    ) -> tuple[float, np.ndarray]:
        z = A @ theta
        loss = float(binary_cross_entropy(z, y)) + 0.5 * float(penalty @ theta**2)
        return loss, A.T @ (sigmoid(z) - y) / len(A) + penalty * theta
