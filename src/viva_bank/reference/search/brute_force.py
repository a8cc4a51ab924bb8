"""Exact search compares a query with every vector: O(n·d) a query, and the yardstick of all others.

    ‖q − x‖² = ‖q‖² − 2·qᵀx + ‖x‖²

Written so, the work is one matrix product. For vectors far from the origin the difference cancels,
so the mean of the data is subtracted first, which changes no distance.

Source: Johnson, Douze and Jégou (2019), "Billion-scale similarity search with GPUs", equation 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float, Int


def squared_distances(
    Q: Float[np.ndarray, "q d"], X: Float[np.ndarray, "n d"]
) -> Float[np.ndarray, "q n"]:
    """All pairs; never below 0."""
    centre = X.mean(axis=0) if len(X) else 0
    Q, X = Q - centre, X - centre
    d2 = (Q**2).sum(axis=1)[:, None] - 2 * Q @ X.T + (X**2).sum(axis=1)
    return np.maximum(d2, 0)


def nearest(
    Q: Float[np.ndarray, "q d"], X: Float[np.ndarray, "n d"], k: int
) -> tuple[Int[np.ndarray, "q k"], Float[np.ndarray, "q k"]]:
    """(ids, squared distances) of the k nearest rows of X, nearest first, ties by the smaller
    id.
    """
    if not 1 <= k <= len(X):
        raise ValueError(f"k is {k} for {len(X)} vectors: give 1 to {len(X)}.")
    d2 = squared_distances(Q, X)
    ids = np.argsort(d2, axis=1, kind="stable")[:, :k]
    return ids, np.take_along_axis(d2, ids, axis=1)


def recall_at_k(found: Int[np.ndarray, "q k"], exact: Int[np.ndarray, "q k"]) -> float:
    """The mean share of the exact k neighbours that were found; −1 stands for nothing found."""
    hits = (found[:, :, None] == exact[:, None, :]).any(axis=1)
    return float(hits.mean())
