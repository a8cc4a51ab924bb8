"""The last step of every approximate index: rank the few candidates by their exact distance.

Ids are padded with −1 and distances with infinity where fewer than k candidates were found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float, Int


def ranked(
    q: Float[np.ndarray, "d"],
    X: Float[np.ndarray, "n d"],
    candidates: Int[np.ndarray, "c"],
    k: int,
) -> tuple[Int[np.ndarray, "k"], Float[np.ndarray, "k"]]:
    """(ids, squared distances) of the k nearest among the distinct candidates."""
    if k < 1:
        raise ValueError(f"k is {k}: ask for at least 1 neighbour.")
    candidates = np.unique(candidates)
    d2 = ((X[candidates] - q) ** 2).sum(axis=1)
    best = np.argsort(d2, kind="stable")[:k]
    return padded(candidates[best], d2[best], k)


def padded(
    ids: Int[np.ndarray, "found"], d2: Float[np.ndarray, "found"], k: int
) -> tuple[Int[np.ndarray, "k"], Float[np.ndarray, "k"]]:
    """Filled up to length k with −1 and ∞."""
    missing = k - len(ids)
    return (
        np.concatenate([ids.astype(np.int64), np.full(missing, -1)]),
        np.concatenate([d2, np.full(missing, np.inf, d2.dtype)]),
    )
