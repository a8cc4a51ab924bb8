"""k-means moves every centre to the mean of the points that are nearest to it, until nothing
changes.

    J = Σ_i ‖x_i − μ_{c(i)}‖²        c(i) = argmin_j ‖x_i − μ_j‖²,  μ_j = mean of its points

Both steps can only lower J, so it converges, to a local minimum. k-means++ picks each further
starting centre with probability ∝ D(x)², the squared distance to the nearest one so far.

Sources: Lloyd (1982), "Least squares quantization in PCM"; Arthur and Vassilvitskii (2007),
"k-means++: the advantages of careful seeding", section 2.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.search.brute_force import nearest, squared_distances

if TYPE_CHECKING:
    from jaxtyping import Float


@dataclass(frozen=True)
class Clustering:
    """Centres, the centre of each point, and J before each move of the centres and at the end."""

    centres: np.ndarray
    labels: np.ndarray
    objective: np.ndarray


def k_means_plus_plus(
    X: Float[np.ndarray, "n d"], k: int, rng: np.random.Generator
) -> Float[np.ndarray, "k d"]:
    """k starting centres, all rows of X; equal rows are chosen twice only if there are no
    others.
    """
    if not 1 <= k <= len(X):
        raise ValueError(f"k is {k} for {len(X)} points: give 1 to {len(X)} centres.")
    chosen = [int(rng.integers(len(X)))]
    d2 = ((X - X[chosen[0]]) ** 2).sum(axis=1)
    while len(chosen) < k:
        weights = d2 / d2.sum() if d2.sum() > 0 else np.full(len(X), 1 / len(X))
        # Dividing in float64 again, so that float32 weights add up to 1 as `choice` demands.
        chosen.append(int(rng.choice(len(X), p=weights.astype(float) / weights.sum(dtype=float))))
        d2 = np.minimum(d2, ((X - X[chosen[-1]]) ** 2).sum(axis=1))
    return X[chosen]


def k_means(
    X: Float[np.ndarray, "n d"], centres: Float[np.ndarray, "k d"], max_steps: int = 100
) -> Clustering:
    """Lloyd's algorithm from the given centres. A centre without points stays where it is."""
    objective = []
    labels = np.full(len(X), -1)
    for _ in range(max_steps):
        ids, d2 = nearest(X, centres, 1)
        objective.append(float(d2.sum()))
        if (ids[:, 0] == labels).all():
            break
        labels = ids[:, 0]
        centres = np.stack(
            [
                X[labels == j].mean(axis=0) if (labels == j).any() else c
                for j, c in enumerate(centres)
            ]
        )
    else:
        objective.append(float(squared_distances(X, centres).min(axis=1).sum()))
        labels = nearest(X, centres, 1)[0][:, 0]
    return Clustering(centres, labels, np.array(objective))
