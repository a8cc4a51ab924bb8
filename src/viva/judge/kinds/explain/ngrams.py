"""How alike two sentences are by their pieces of words, weighted by how rare the pieces are."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from viva.judge.kinds.explain.reading import CJK

_RUN = re.compile(rf"[{CJK}]+|[a-z0-9]+")


def grams(words: str) -> Counter[str]:
    """Chinese runs in pieces of one to three characters, Latin words in pieces of three to five."""
    out: Counter[str] = Counter()
    for run in _RUN.findall(words):
        if "\u3400" <= run[0] <= "\u9fff":
            for k in (1, 2, 3):
                out.update(run[i : i + k] for i in range(len(run) - k + 1))
        else:
            framed = f"^{run}$"
            for k in (3, 4, 5):
                out.update(framed[i : i + k] for i in range(len(framed) - k + 1))
            out[f"={run}"] += 1
    return out


def share_in(words: str, other: Collection[str]) -> float:
    """How much of a sentence stands in a text of which `other` are the grams, from 0 to 1."""
    weights = {g: (1 + math.log(n)) ** 2 for g, n in grams(words).items()}
    return sum(w for g, w in weights.items() if g in other) / (sum(weights.values()) or 1.0)


class Likeness:
    """Compares a sentence with many exemplars at once.

    A vector has the entries $(1 + \\ln n_g) \\cdot \\ln\\frac{N + 1}{d_g + 1/2}$ over the grams
    $g$, scaled to length one; `cosine` is their inner product, `contained` the share of the
    exemplar's squared length whose grams stand in the sentence.
    """

    def __init__(self, exemplars: Sequence[str], background: Iterable[str]) -> None:
        counts = [grams(e) for e in exemplars]
        documents = [*counts, *(grams(b) for b in background)]
        frequency: Counter[str] = Counter()
        for c in documents:
            frequency.update(c.keys())
        n = len(documents)
        self._idf = {g: math.log((n + 1) / (d + 0.5)) for g, d in frequency.items()}
        self._unseen = math.log((n + 1) / 0.5)
        self._index: dict[str, list[tuple[int, float]]] = {}
        self._size = len(exemplars)
        for i, c in enumerate(counts):
            for g, w in self._vector(c).items():
                self._index.setdefault(g, []).append((i, w))

    def _vector(self, counts: Counter[str]) -> dict[str, float]:
        v = {
            g: (1 + math.log(n)) * max(self._idf.get(g, self._unseen), 0.0)
            for g, n in counts.items()
        }
        length = math.sqrt(sum(x * x for x in v.values())) or 1.0
        return {g: x / length for g, x in v.items()}

    def compare(self, words: str) -> tuple[list[float], list[float]]:
        """(cosine, contained) with each exemplar, both in [0, 1]."""
        cosine, contained = [0.0] * self._size, [0.0] * self._size
        for g, x in self._vector(grams(words)).items():
            for i, w in self._index.get(g, ()):
                cosine[i] += x * w
                contained[i] += w * w
        return cosine, contained
