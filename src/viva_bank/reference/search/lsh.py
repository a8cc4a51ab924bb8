"""Random-hyperplane hashing: vectors at a small angle fall on the same side of most random planes.

    h_r(x) = 1[rᵀx ≥ 0], r ~ N(0, I)        P[h_r(u) = h_r(v)] = 1 − θ(u, v)/π

b such bits make a bucket's key, L tables make up for unlucky planes: a neighbour at angle θ is
found with probability 1 − (1 − (1 − θ/π)^b)^L. It sees angles only: use it for unit vectors (or by
cosine).

Sources: Charikar (2002), "Similarity estimation techniques from rounding algorithms", section 3;
Indyk and Motwani (1998), "Approximate nearest neighbors" (several tables).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.search.candidates import ranked

if TYPE_CHECKING:
    from jaxtyping import Bool, Float, Int


def hash_bits(
    X: Float[np.ndarray, "n d"], planes: Float[np.ndarray, "b d"]
) -> Bool[np.ndarray, "n b"]:
    """Which side of each plane each vector lies on."""
    return X @ planes.T >= 0


def chance_to_find(theta: float, bits: int, tables: int) -> float:
    """1 − (1 − (1 − θ/π)^b)^L, for an angle in radians."""
    return 1 - (1 - (1 - theta / np.pi) ** bits) ** tables


class HyperplaneLSH:
    """L tables of b-bit keys; candidates are re-ranked exactly."""

    def __init__(self, bits: int, tables: int, rng: np.random.Generator) -> None:
        if not 1 <= bits <= 62 or tables < 1:
            raise ValueError(
                f"bits is {bits}, tables {tables}: give 1 to 62 bits, 1 table or more."
            )
        self.bits, self.tables, self._rng = bits, tables, rng
        self._X, self._planes = np.zeros((0, 0)), np.zeros((tables, bits, 0))
        self._buckets: list[dict[int, list[int]]] = []

    def fit(self, X: Float[np.ndarray, "n d"]) -> HyperplaneLSH:
        """Hashes every vector into every table."""
        self._X = X
        self._planes = self._rng.normal(size=(self.tables, self.bits, X.shape[1]))
        self._buckets = []
        for planes in self._planes:
            table: dict[int, list[int]] = defaultdict(list)
            for i, key in enumerate(self._keys(X, planes)):
                table[int(key)].append(i)
            self._buckets.append(dict(table))
        return self

    def candidates(self, q: Float[np.ndarray, "d"]) -> Int[np.ndarray, "c"]:
        """Everything that shares a bucket with q in some table."""
        found: set[int] = set()
        for planes, table in zip(self._planes, self._buckets, strict=False):
            found.update(table.get(int(self._keys(q[None], planes)[0]), ()))
        return np.array(sorted(found), dtype=np.int64)

    def search(
        self, Q: Float[np.ndarray, "q d"], k: int
    ) -> tuple[Int[np.ndarray, "q k"], Float[np.ndarray, "q k"]]:
        """(ids, squared distances), nearest first, −1 and ∞ where nothing more was found."""
        results = [ranked(q, self._X, self.candidates(q), k) for q in Q]
        return np.stack([ids for ids, _ in results]), np.stack([d2 for _, d2 in results])

    def _keys(self, X: np.ndarray, planes: np.ndarray) -> np.ndarray:
        return hash_bits(X, planes) @ (1 << np.arange(self.bits, dtype=np.int64))
