"""SMOTE invents rare examples on the lines between a rare example and its rare neighbours.

    x_new = x_i + u·(x_z − x_i),  z one of the k nearest neighbours of i in the same class, u ~
    U[0, 1)

Features need a common scale (neighbours) and must be continuous (a half of two categories is
none). It is for the training data only, after the split.

Source: Chawla, Bowyer, Hall and Kegelmeyer (2002), "SMOTE: synthetic minority over-sampling
technique", section 4.2 and its pseudo-code (which draws u per feature; one u per
example, as here and in common use, keeps the new point on the line that the text describes).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.search.brute_force import nearest

if TYPE_CHECKING:
    from jaxtyping import Float


def smote(
    X: Float[np.ndarray, "minority d"], n_new: int, rng: np.random.Generator, k: int = 5
) -> Float[np.ndarray, "n_new d"]:
    """`n_new` synthetic examples from the rows of *one* class.

    ValueError unless 1 ≤ k < number of rows: an example is no neighbour of itself.
    """
    if not 1 <= k < len(X) or n_new < 0:
        raise ValueError(
            f"k is {k} for {len(X)} rows, n_new {n_new}: use 1 <= k < rows, n_new >= 0."
        )
    # A row is its own nearest neighbour unless it has a twin, so it is taken out by name.
    closest, _ = nearest(X, X, k + 1)
    own = np.arange(len(X))[:, None]
    order = np.argsort(closest == own, axis=1, kind="stable")
    neighbours = np.take_along_axis(closest, order, axis=1)[:, :k]
    i = rng.integers(len(X), size=n_new)
    z = neighbours[i, rng.integers(k, size=n_new)]
    u = rng.random((n_new, 1)).astype(X.dtype)
    return X[i] + u * (X[z] - X[i])
