"""The lasso penalises the sum of absolute weights, and so leaves features out altogether.

    min (1/2n)·‖y − Xw − b‖² + λ‖w‖₁

two ways: coordinate descent (the elastic net with α = 1), and ISTA, a gradient step followed by
the soft threshold:  w ← S(w + η·Xᵀ(y − Xw)/n, η·λ),  η ≤ n/λ_max(XᵀX)

Plain gradient descent on the same objective comes near the same w without a single exact zero.

Source: Tibshirani (1996), "Regression shrinkage and selection via the lasso"; Daubechies, Defrise
and De Mol (2004), "An iterative thresholding algorithm for linear inverse problems with a sparsity
constraint".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.regularisation.elastic_net import elastic_net
from viva_bank.reference.regularisation.penalties import soft_threshold

if TYPE_CHECKING:
    from jaxtyping import Float


def lasso(
    X: Float[np.ndarray, "n d"], y: Float[np.ndarray, "n"], lam: float
) -> tuple[Float[np.ndarray, "d"], float]:
    """(w, b) by coordinate descent."""
    return elastic_net(X, y, lam, alpha=1.0)


def lasso_proximal(
    X: Float[np.ndarray, "n d"], y: Float[np.ndarray, "n"], lam: float, steps: int = 2000
) -> tuple[Float[np.ndarray, "d"], float]:
    """(w, b) by ISTA from zero, with the largest safe step."""
    if lam < 0 or len(X) == 0:
        raise ValueError(f"lam is {lam} for {len(X)} rows: give 0 or more, and at least one row.")
    x_mean, y_mean = X.mean(axis=0), y.mean()
    A, t = X - x_mean, y - y_mean
    largest = float(np.linalg.norm(A, 2)) ** 2 / len(X)
    eta = 1 / largest if largest > 0 else 0.0
    w = np.zeros_like(x_mean)
    for _ in range(steps):
        w = soft_threshold(w + eta * A.T @ (t - A @ w) / len(X), eta * lam)
    return w, float(y_mean - x_mean @ w)


def largest_useful_penalty(X: Float[np.ndarray, "n d"], y: Float[np.ndarray, "n"]) -> float:
    """λ_max: from here on every weight is zero."""
    return float(np.abs((X - X.mean(axis=0)).T @ (y - y.mean())).max()) / len(X)
