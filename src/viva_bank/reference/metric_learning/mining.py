"""Triplet mining picks the triplets that still teach something; most are satisfied already.

    hard       for each anchor the farthest positive and the nearest negative of the batch
    semi-hard  for each pair (a, p) the nearest negative with d(a, p) < d(a, n) < d(a, p) + margin

The hardest negatives can make training collapse early; semi-hard ones are farther than the
positive, yet inside the margin.

Sources: Schroff, Kalenichenko and Philbin (2015), "FaceNet", section 3.2 (semi-hard); Hermans,
Beyer and Leibe (2017), "In defense of the triplet loss for person re-identification", equation 5
(batch hard).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.search.brute_force import squared_distances

if TYPE_CHECKING:
    from jaxtyping import Float, Int


def hard_triplets(
    X: Float[np.ndarray, "n d"], y: Int[np.ndarray, "n"]
) -> Int[np.ndarray, "triplets 3"]:
    """(anchor, positive, negative), one for each anchor that has both."""
    d2, same, other = _pairs(X, y)
    anchors = np.flatnonzero(same.any(axis=1) & other.any(axis=1))
    positive = np.where(same, d2, -np.inf).argmax(axis=1)
    negative = np.where(other, d2, np.inf).argmin(axis=1)
    return np.stack([anchors, positive[anchors], negative[anchors]], axis=1)


def semi_hard_triplets(
    X: Float[np.ndarray, "n d"], y: Int[np.ndarray, "n"], margin: float = 0.2
) -> Int[np.ndarray, "triplets 3"]:
    """(anchor, positive, negative), one for each pair that has a semi-hard negative; maybe none."""
    d2, same, other = _pairs(X, y)
    a, p = np.nonzero(same)
    d_ap = d2[a, p][:, None]
    fits = other[a] & (d2[a] > d_ap) & (d2[a] < d_ap + margin)
    negative = np.where(fits, d2[a], np.inf).argmin(axis=1)
    found = fits.any(axis=1)
    return np.stack([a[found], p[found], negative[found]], axis=1)


def _pairs(X: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    if X.shape[0] != y.shape[0]:
        raise ValueError(f"{len(X)} embeddings and {len(y)} labels: give as many.")
    same = y[:, None] == y
    other = ~same
    np.fill_diagonal(same, False)
    return squared_distances(X, X), same, other
