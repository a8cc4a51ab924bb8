"""Product quantisation stores a vector as m small codes, one for each part of it.

    x = [x¹ … x^m],  code_j(x) = nearest of k* centroids of part j;  m·log₂ k* bits instead of 32·d
    asymmetric distance  d̂²(q, x) = Σ_j ‖q^j − c_j[code_j(x)]‖²: m table look-ups a vector

The query is not quantised, which halves the error. d̂² is the exact squared distance to the
reconstruction, not to x.

Source: Jégou, Douze and Schmid (2011), "Product quantization for nearest neighbor search",
equations 8 and 13.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.clustering.k_means import k_means, k_means_plus_plus
from viva_bank.reference.search.brute_force import nearest, squared_distances

if TYPE_CHECKING:
    from jaxtyping import Float, Int, UInt8


class ProductQuantiser:
    """`codebooks` is (m, k*, d/m); a code is m bytes."""

    def __init__(self, m: int, k_star: int, rng: np.random.Generator, max_steps: int = 25) -> None:
        if m < 1 or not 1 <= k_star <= 256:
            raise ValueError(f"m is {m}, k_star {k_star}: give 1 part or more, 1 to 256 centroids.")
        self.m, self.k_star, self._rng, self._max_steps = m, k_star, rng, max_steps
        self.codebooks = np.zeros((m, k_star, 0))
        self.codes = np.zeros((0, m), dtype=np.uint8)

    def fit(self, X: Float[np.ndarray, "n d"]) -> ProductQuantiser:
        """Learns the codebooks from X and stores X's codes (not X)."""
        if X.shape[1] % self.m:
            raise ValueError(f"{X.shape[1]} dimensions do not split into {self.m} equal parts.")
        self.codebooks = np.stack(
            [
                k_means(
                    part, k_means_plus_plus(part, self.k_star, self._rng), self._max_steps
                ).centres
                for part in self._parts(X)
            ]
        )
        self.codes = self.encode(X)
        return self

    def encode(self, X: Float[np.ndarray, "n d"]) -> UInt8[np.ndarray, "n m"]:
        """The nearest centroid of each part."""
        parts = zip(self._parts(X), self.codebooks, strict=True)
        return np.stack([nearest(p, c, 1)[0][:, 0] for p, c in parts], axis=1).astype(np.uint8)

    def decode(self, codes: UInt8[np.ndarray, "n m"]) -> Float[np.ndarray, "n d"]:
        """The reconstruction."""
        return np.concatenate([c[codes[:, j]] for j, c in enumerate(self.codebooks)], axis=1)

    def search(
        self, Q: Float[np.ndarray, "q d"], k: int
    ) -> tuple[Int[np.ndarray, "q k"], Float[np.ndarray, "q k"]]:
        """(ids, asymmetric squared distances) over all stored codes, nearest first."""
        if not 1 <= k <= len(self.codes):
            raise ValueError(f"k is {k} for {len(self.codes)} codes: give 1 to {len(self.codes)}.")
        tables = [
            squared_distances(q, c) for q, c in zip(self._parts(Q), self.codebooks, strict=True)
        ]
        d2 = sum(table[:, self.codes[:, j]] for j, table in enumerate(tables))
        ids = np.argsort(d2, axis=1, kind="stable")[:, :k]
        return ids, np.take_along_axis(d2, ids, axis=1)

    def _parts(self, X: np.ndarray) -> list[np.ndarray]:
        return np.split(X, self.m, axis=1)
