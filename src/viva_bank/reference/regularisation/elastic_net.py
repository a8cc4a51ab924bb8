"""The elastic net mixes both penalties; the lasso is the case of L1 alone.

    min (1/2n)·‖y − Xw − b‖² + λ·(α·‖w‖₁ + ½(1 − α)·‖w‖²)

    one coordinate at a time, r being the residual without feature j:
    w_j = S(x_jᵀr/n, λα) / (x_jᵀx_j/n + λ(1 − α))

S is the soft threshold, so weights become exactly zero. All of them are zero from
λ_max = max_j |x_jᵀ(y − ȳ)|/(n·α) on, X being centred.

Sources: Zou and Hastie (2005), "Regularization and variable selection via the elastic net";
Friedman, Hastie and Tibshirani (2010), "Regularization paths for generalized linear models via
coordinate descent", equation 5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def elastic_net(
    X: Float[np.ndarray, "n d"],
    y: Float[np.ndarray, "n"],
    lam: float,
    alpha: float,
    tolerance: float = 1e-10,
    max_sweeps: int = 10_000,
) -> tuple[Float[np.ndarray, "d"], float]:
    """(w, b) by cyclic coordinate descent, until no weight's effect moves by more than `tolerance`.

    α in [0, 1] is the share of L1; the bias is not penalised.
    """
    if lam < 0 or not 0 <= alpha <= 1 or len(X) == 0:
        raise ValueError(f"lam is {lam}, alpha {alpha}: give lam >= 0, alpha in [0, 1], and rows.")
    n, d = X.shape
    x_mean, y_mean = X.mean(axis=0), y.mean()
    A = X - x_mean
    size = (A**2).sum(axis=0) / n
    w, r = np.zeros(d, X.dtype), y - y_mean
    for _ in range(max_sweeps):
        moved = 0.0
        for j in range(d):
            if size[j] == 0:
                continue
            rho = float(A[:, j] @ r) / n + size[j] * w[j]
            new = np.sign(rho) * max(abs(rho) - lam * alpha, 0) / (size[j] + lam * (1 - alpha))
            r = r - A[:, j] * (new - w[j])
            moved = max(moved, abs(new - w[j]) * float(np.sqrt(size[j])))
            w[j] = new
        if moved <= tolerance:
            break
    return w, float(y_mean - x_mean @ w)
