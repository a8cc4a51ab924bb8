"""A forest of random trees: each node cuts the points by a plane half-way between two of them.

    w = a − b,  t = wᵀ(a + b)/2;  go left if wᵀx ≤ t        until a leaf has at most `leaf_size`
    points

A search walks down all trees at once, always on at the node whose plane is nearest to the query on
the wrong side (the widest margin so far), until it has collected enough candidates.

Sources: Dasgupta and Freund (2008), "Random projection trees and low dimensional manifolds"; the
plane between two points is that of Annoy (Bernhardsson, 2013).
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.search.candidates import ranked

if TYPE_CHECKING:
    from jaxtyping import Float, Int


@dataclass(frozen=True)
class Leaf:
    """The points that ended up here."""

    ids: np.ndarray


@dataclass(frozen=True)
class Split:
    """A plane wᵀx = t, with ‖w‖ = 1, so that wᵀx − t is a distance."""

    w: np.ndarray
    t: float
    left: Split | Leaf
    right: Split | Leaf


class RandomProjectionForest:
    """`trees` independent trees; more trees or a larger `budget` find more, slower."""

    def __init__(self, trees: int, rng: np.random.Generator, leaf_size: int = 16) -> None:
        if trees < 1 or leaf_size < 1:
            raise ValueError(f"trees is {trees}, leaf_size {leaf_size}: give at least 1 of each.")
        self.trees, self.leaf_size, self._rng = trees, leaf_size, rng
        self._X = np.zeros((0, 0))
        self.roots: list[Split | Leaf] = []

    def fit(self, X: Float[np.ndarray, "n d"]) -> RandomProjectionForest:
        """Grows the trees: O(n log n · d) each when the cuts are even."""
        self._X = X
        self.roots = [self._grow(np.arange(len(X))) for _ in range(self.trees)]
        return self

    def candidates(self, q: Float[np.ndarray, "d"], budget: int) -> Int[np.ndarray, "c"]:
        """At least `budget` ids (with repeats over trees), or all there are, most promising
        first.
        """
        heap: list[tuple[float, int, Split | Leaf]] = [
            (-np.inf, i, root) for i, root in enumerate(self.roots)
        ]
        found: list[np.ndarray] = []
        count, tie = 0, len(heap)
        while heap and count < budget:
            # First the branch whose farthest-crossed plane is the nearest to the query.
            crossed, _, node = heapq.heappop(heap)
            while isinstance(node, Split):
                side = float(node.w @ q) - node.t
                near, far = (node.left, node.right) if side <= 0 else (node.right, node.left)
                heapq.heappush(heap, (max(crossed, abs(side)), tie, far))
                tie += 1
                node = near
            found.append(node.ids)
            count += len(node.ids)
        return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)

    def search(
        self, Q: Float[np.ndarray, "q d"], k: int, budget: int | None = None
    ) -> tuple[Int[np.ndarray, "q k"], Float[np.ndarray, "q k"]]:
        """(ids, squared distances), nearest first; the budget is k·trees unless given."""
        budget = budget or k * self.trees
        results = [ranked(q, self._X, self.candidates(q, budget), k) for q in Q]
        return np.stack([ids for ids, _ in results]), np.stack([d2 for _, d2 in results])

    def _grow(self, ids: np.ndarray) -> Split | Leaf:
        if len(ids) <= self.leaf_size:
            return Leaf(ids)
        for _ in range(3):
            a, b = self._X[self._rng.choice(ids, 2, replace=False)]
            w = a - b
            length = float(np.linalg.norm(w))
            if length == 0:
                continue
            w = w / length
            t = float(w @ (a + b)) / 2
            left = self._X[ids] @ w <= t
            if 0 < left.sum() < len(ids):
                return Split(w, t, self._grow(ids[left]), self._grow(ids[~left]))
        # Three times two equal points: take them for all equal, which no plane can part.
        return Leaf(ids)
