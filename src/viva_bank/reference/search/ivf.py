"""An inverted file looks only into the cells whose centres are nearest to the query.

    cells = Voronoi cells of `cells` k-means centres;  search the `probes` nearest cells exactly

Work per query: about cells + n·probes/cells distances, least at cells ≈ √(n·probes). With all cells
probed it is exact.

Sources: Sivic and Zisserman (2003), "Video Google"; Jégou, Douze and Schmid (2011), "Product
quantization for nearest neighbor search", section IV.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.clustering.k_means import k_means, k_means_plus_plus
from viva_bank.reference.search.brute_force import nearest
from viva_bank.reference.search.candidates import ranked

if TYPE_CHECKING:
    from jaxtyping import Float, Int


class InvertedFile:
    """`lists[j]` holds the ids in cell j."""

    def __init__(self, cells: int, rng: np.random.Generator, max_steps: int = 25) -> None:
        if cells < 1:
            raise ValueError(f"cells is {cells}: give at least 1.")
        self.cells, self._rng, self._max_steps = cells, rng, max_steps
        self._X, self.centres = np.zeros((0, 0)), np.zeros((cells, 0))
        self.lists: list[np.ndarray] = []

    def fit(self, X: Float[np.ndarray, "n d"]) -> InvertedFile:
        """Clusters the vectors and files each under its centre."""
        self._X = X
        found = k_means(X, k_means_plus_plus(X, self.cells, self._rng), self._max_steps)
        self.centres = found.centres
        self.lists = [np.flatnonzero(found.labels == j) for j in range(self.cells)]
        return self

    def search(
        self, Q: Float[np.ndarray, "q d"], k: int, probes: int = 1
    ) -> tuple[Int[np.ndarray, "q k"], Float[np.ndarray, "q k"]]:
        """(ids, squared distances), nearest first, −1 and ∞ where the cells held fewer than k."""
        probed, _ = nearest(Q, self.centres, probes)
        results = [
            ranked(q, self._X, np.concatenate([self.lists[j] for j in cells]), k)
            for q, cells in zip(Q, probed, strict=True)
        ]
        return np.stack([ids for ids, _ in results]), np.stack([d2 for _, d2 in results])
