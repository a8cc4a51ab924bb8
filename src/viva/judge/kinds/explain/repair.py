"""Typing errors in long Latin words, repaired towards the words of the rubric."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[a-z]{6,}")


class Speller:
    """Knows a vocabulary; repairs a word to it where exactly one is near enough.

    One error from six letters on, two from ten on; the first letter must be right, and the word
    must not be a known one with another ending, so that no meaning is turned round.
    """

    def __init__(self, vocabulary: Iterable[str], known: Iterable[str] = ()) -> None:
        long = {w for w in vocabulary if len(w) >= 6}
        self._known = frozenset(long | set(known))
        self._by_first: dict[str, list[str]] = {}
        for word in sorted(long):
            self._by_first.setdefault(word[0], []).append(word)
        self._memory: dict[str, str] = {}

    def repair(self, text: str) -> str:
        """The text with every repairable word repaired."""
        return _WORD.sub(lambda m: self._word(m[0]), text)

    def _word(self, word: str) -> str:
        if word in self._known or len(word) > 24:
            return word
        if word not in self._memory:
            if len(self._memory) > 4096:
                self._memory.clear()
            self._memory[word] = self._nearest(word)
        return self._memory[word]

    def _nearest(self, word: str) -> str:
        allowed = 2 if len(word) >= 10 else 1
        near: list[str] = []
        for other in self._by_first.get(word[0], ()):
            if word.startswith(other) or other.startswith(word):
                return word
            if abs(len(other) - len(word)) <= allowed and distance(word, other) <= allowed:
                near.append(other)
        return near[0] if len(near) == 1 else word


def distance(a: str, b: str) -> int:
    """The optimal string alignment distance: insert, delete, replace, swap neighbours."""
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before, last = last, row
    return last[-1]
