"""L1 and L2 penalties on weights, and what one gradient step on each does.

    L1  λ·Σ|w|     gradient λ·sign(w): a push of the same size for all, towards zero
    L2  ½λ·Σw²     gradient λ·w: a push in proportion, which never arrives

    soft threshold  S(w, t) = sign(w)·max(|w| − t, 0), the proximal step of t·|w|: it gives exact
    zeros, which a plain gradient step on L1 does not

Source: Tibshirani (1996), "Regression shrinkage and selection via the lasso", equation 3; Parikh
and Boyd (2014), "Proximal algorithms", section 6.5.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def l1_penalty(w: Float[np.ndarray, "*shape"], lam: float) -> float:
    """λ·Σ|w|."""
    return lam * float(np.abs(w).sum())


def l1_penalty_gradient(w: Float[np.ndarray, "*shape"], lam: float) -> Float[np.ndarray, "*shape"]:
    """λ·sign(w), 0 at 0."""
    return lam * np.sign(w)


def l2_penalty(w: Float[np.ndarray, "*shape"], lam: float) -> float:
    """½λ·Σw²."""
    return 0.5 * lam * float((w**2).sum())


def l2_penalty_gradient(w: Float[np.ndarray, "*shape"], lam: float) -> Float[np.ndarray, "*shape"]:
    """λ·w."""
    return lam * w


def soft_threshold(w: Float[np.ndarray, "*shape"], t: float) -> Float[np.ndarray, "*shape"]:
    """argmin_u ½(u − w)² + t·|u|: everything moves towards zero by t, and stops there."""
    if t < 0:
        raise ValueError(f"t is {t}: give a threshold of 0 or more.")
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)
