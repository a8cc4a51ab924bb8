"""Mixup trains on weighted means of two examples and of their labels.

    λ ~ Beta(α, α)        x̃ = λ·x_i + (1 − λ)·x_j        ỹ = λ·y_i + (1 − λ)·y_j

j runs through a random permutation of the batch; labels are one-hot rows (or distributions).

Source: Zhang, Cisse, Dauphin and Lopez-Paz (2018), "mixup: beyond empirical risk minimization",
figure 1a (one λ a batch).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jaxtyping import Float


def mixup(
    X: Float[np.ndarray, "n *shape"],
    Y: Float[np.ndarray, "n k"],
    alpha: float,
    rng: np.random.Generator,
) -> tuple[Float[np.ndarray, "n *shape"], Float[np.ndarray, "n k"]]:
    """(X̃, Ỹ), with one λ for the whole batch."""
    if not alpha > 0:
        raise ValueError(f"alpha is {alpha}: give a number above 0; small ones mix little.")
    lam = float(rng.beta(alpha, alpha))
    j = rng.permutation(len(X))
    return lam * X + (1 - lam) * X[j], lam * Y + (1 - lam) * Y[j]
