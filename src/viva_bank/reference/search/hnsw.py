"""HNSW: a small-world graph in layers; search descends greedily, then widely on the bottom layer.

    top layer of a new point  l = ⌊−ln(U)·m_L⌋, m_L = 1/ln M
    links: up to M a point and layer, 2M on the bottom layer; `ef` candidates are kept while
    searching

Neighbours are chosen by the heuristic of Algorithm 4: a candidate is linked only if it is nearer
to the point than to any neighbour chosen before, so that clusters stay connected.

Source: Malkov and Yashunin (2018), "Efficient and robust approximate nearest neighbor search using
hierarchical navigable small world graphs", Algorithms 1, 2, 4 and 5.
"""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING

import numpy as np

from viva_bank.reference.search.candidates import padded

if TYPE_CHECKING:
    from jaxtyping import Float, Int


class HNSW:
    """`graph[l][i]` lists the neighbours of point i on layer l (0 is the bottom)."""

    def __init__(self, M: int, ef_construction: int, rng: np.random.Generator) -> None:
        if M < 2 or ef_construction < M:
            raise ValueError(f"M is {M}, ef_construction {ef_construction}: give 2 <= M <= ef.")
        self.M, self.ef_construction, self._rng = M, ef_construction, rng
        self._X = np.zeros((0, 0))
        self.graph: list[dict[int, list[int]]] = []
        self._entry = -1

    def fit(self, X: Float[np.ndarray, "n d"]) -> HNSW:
        """Inserts the rows one by one."""
        self._X, self.graph, self._entry = X, [], -1
        for i in range(len(X)):
            self._insert(i)
        return self

    def search(
        self, Q: Float[np.ndarray, "q d"], k: int, ef: int = 50
    ) -> tuple[Int[np.ndarray, "q k"], Float[np.ndarray, "q k"]]:
        """(ids, squared distances), nearest first; ef ≥ k trades time for recall."""
        if not 1 <= k <= ef:
            raise ValueError(f"k is {k}, ef {ef}: give 1 <= k <= ef.")
        if self._entry < 0:
            raise ValueError("The index is empty: call fit first.")
        results = [self._nearest(q, k, ef) for q in Q]
        return np.stack([ids for ids, _ in results]), np.stack([d2 for _, d2 in results])

    def _nearest(self, q: np.ndarray, k: int, ef: int) -> tuple[np.ndarray, np.ndarray]:
        entry = [self._entry]
        for layer in range(len(self.graph) - 1, 0, -1):
            entry = [i for _, i in self._search_layer(q, entry, 1, layer)]
        best = self._search_layer(q, entry, ef, 0)[:k]
        return padded(
            np.array([i for _, i in best], dtype=np.int64),
            np.array([d for d, _ in best], dtype=self._X.dtype),
            k,
        )

    def _insert(self, i: int) -> None:
        # 1 − U lies in (0, 1], so the logarithm is finite.
        level = int(-math.log(1 - self._rng.random()) / math.log(self.M))
        top = len(self.graph) - 1
        entry = [self._entry]
        for layer in range(top, level, -1):
            entry = [j for _, j in self._search_layer(self._X[i], entry, 1, layer)]
        for layer in range(min(level, top), -1, -1):
            found = self._search_layer(self._X[i], entry, self.ef_construction, layer)
            neighbours = self._select(found, self.M)
            self.graph[layer][i] = neighbours
            most = 2 * self.M if layer == 0 else self.M
            for j in neighbours:
                links = [*self.graph[layer][j], i]
                if len(links) > most:
                    d2 = self._distances(self._X[j], links)
                    links = self._select(sorted(zip(d2, links, strict=True)), most)
                self.graph[layer][j] = links
            entry = [j for _, j in found]
        for _ in range(top, level):
            self.graph.append({i: []})
        if level > top:
            self._entry = i

    def _search_layer(
        self, q: np.ndarray, entry: list[int], ef: int, layer: int
    ) -> list[tuple[float, int]]:
        """Algorithm 2: the ef nearest found, as (squared distance, id), nearest first."""
        links = self.graph[layer]
        start = list(zip(self._distances(q, entry), entry, strict=True))
        seen = set(entry)
        frontier = list(start)
        heapq.heapify(frontier)
        best = [(-d, i) for d, i in start]  # a heap with the farthest on top
        heapq.heapify(best)
        while frontier:
            d, i = heapq.heappop(frontier)
            if len(best) >= ef and d > -best[0][0]:
                break
            fresh = [j for j in links[i] if j not in seen]
            seen.update(fresh)
            for d_j, j in zip(self._distances(q, fresh), fresh, strict=True):
                if len(best) < ef or d_j < -best[0][0]:
                    heapq.heappush(frontier, (d_j, j))
                    heapq.heappush(best, (-d_j, j))
                    if len(best) > ef:
                        heapq.heappop(best)
        return sorted((-d, i) for d, i in best)

    def _select(self, candidates: list[tuple[float, int]], most: int) -> list[int]:
        """Algorithm 4 on candidates sorted by distance; places left go to the nearest discarded."""
        chosen: list[int] = []
        discarded: list[int] = []
        for d, i in candidates:
            if len(chosen) == most:
                break
            nearer = not chosen or d < min(self._distances(self._X[i], chosen))
            (chosen if nearer else discarded).append(i)
        return chosen + discarded[: most - len(chosen)]

    def _distances(self, q: np.ndarray, ids: list[int]) -> list[float]:
        return ((self._X[ids] - q) ** 2).sum(axis=1).tolist() if ids else []
