"""The triplet loss wants the anchor nearer to the positive than to the negative, by a margin.

    L = max(0, ‖a − p‖² − ‖a − n‖² + margin)
    where active:  ∂L/∂a = 2(n − p),  ∂L/∂p = 2(p − a),  ∂L/∂n = 2(a − n)

Distances are squared, as in the paper; the embeddings are usually of unit length. Reduced by the
mean over all triplets, the satisfied ones included.

Source: Schroff, Kalenichenko and Philbin (2015), "FaceNet: a unified embedding for face
recognition and clustering", section 3.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def triplet_loss(
    a: Float[np.ndarray, "n d"],
    p: Float[np.ndarray, "n d"],
    n: Float[np.ndarray, "n d"],
    margin: float = 0.2,
) -> float:
    """The mean loss of the triplets (a_i, p_i, n_i)."""
    return float(np.maximum(_violation(a, p, n, margin), 0).mean())


def triplet_loss_gradient(
    a: Float[np.ndarray, "n d"],
    p: Float[np.ndarray, "n d"],
    n: Float[np.ndarray, "n d"],
    margin: float = 0.2,
) -> tuple[Float[np.ndarray, "n d"], Float[np.ndarray, "n d"], Float[np.ndarray, "n d"]]:
    """(∂L/∂a, ∂L/∂p, ∂L/∂n) of the mean loss."""
    active = (_violation(a, p, n, margin) > 0)[:, None]
    share = np.where(active, 2 / len(a), 0).astype(a.dtype)
    return share * (n - p), share * (p - a), share * (a - n)


def _violation(a: np.ndarray, p: np.ndarray, n: np.ndarray, margin: float) -> np.ndarray:
    if len(a) == 0 or not a.shape == p.shape == n.shape:
        raise ValueError(f"Shapes are {a.shape}, {p.shape}, {n.shape}: give equal, non-empty ones.")
    return ((a - p) ** 2).sum(axis=1) - ((a - n) ** 2).sum(axis=1) + margin
