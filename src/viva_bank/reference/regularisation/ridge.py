"""Ridge regression shrinks the weights along the directions in which the data vary least.

    min ‖y − Xw − b‖² + λ‖w‖²        w = (XᵀX + λI)⁻¹ Xᵀy on centred data
    in the singular directions of X:  w = Σ_j d_j/(d_j² + λ)·v_j·u_jᵀy

The bias is not penalised. With λ > 0 there is a solution even with more features than rows.

Source: Hoerl and Kennard (1970), "Ridge regression: biased estimation for nonorthogonal problems",
equation 2.1; Hastie, Tibshirani and Friedman (2009), equation 3.47.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def ridge(
    X: Float[np.ndarray, "n d"], y: Float[np.ndarray, "n"], lam: float
) -> tuple[Float[np.ndarray, "d"], float]:
    """(w, b). For λ = 0, the least-squares solution of least length."""
    if lam < 0 or len(X) == 0:
        raise ValueError(f"lam is {lam} for {len(X)} rows: give 0 or more, and at least one row.")
    x_mean, y_mean = X.mean(axis=0), y.mean()
    # By the singular values: XᵀX would square the condition number.
    U, d, Vt = np.linalg.svd(X - x_mean, full_matrices=False)
    kept = d > d.max(initial=0) * max(X.shape) * np.finfo(X.dtype).eps
    shrink = np.divide(d, d**2 + lam, out=np.zeros_like(d), where=kept)
    w = Vt.T @ (shrink * (U.T @ (y - y_mean)))
    return w, float(y_mean - x_mean @ w)
