"""Class weights make a rare class count as much as a common one.

    w_c = N / (k·N_c)

so that Σ_c N_c·w_c = N: the mean weight of an example is 1, and the learning rate keeps its
meaning.

Source: King and Zeng (2001), "Logistic regression in rare events data", section 4.2 (weighting);
the formula is scikit-learn's "balanced".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float, Int


def class_weights(y: Int[np.ndarray, "n"], k: int) -> Float[np.ndarray, "k"]:
    """The weight of each class 0 … k − 1. ValueError for a class without examples."""
    n = np.bincount(y, minlength=k)
    if len(n) > k or (n == 0).any():
        raise ValueError(f"Class counts are {n.tolist()}: give each of {k} classes an example.")
    return len(y) / (k * n)
