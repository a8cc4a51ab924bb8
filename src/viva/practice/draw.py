"""A fresh variant: one that this learner has not had, as far as there is one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from viva.core import Question, Variant

# Four digits: a seed that a person can type to see the question again.
SEEDS = 9_999
DRAWS = 24


def fingerprint(variant: Variant) -> str:
    """Names what the learner sees: two seeds with the same prompt are the same variant."""
    starter = variant.shown.get("starter", "")
    shown = f"{variant.prompt.en}\0{starter}"
    return hashlib.blake2b(shown.encode(), digest_size=8).hexdigest()


def draw(
    question: Question,
    pose: Callable[[Question, int], Variant],
    had: Mapping[str, int],
    below: Callable[[int], int],
) -> Variant:
    """A variant of `question` that is not among those had; else the one had longest ago.

    `pose` makes the variant of a seed. `had` maps fingerprints to when they were last had (any
    growing number). `below(n)` draws a number in [0, n).
    """
    if not question.parametric:
        return pose(question, 0)
    oldest: tuple[int, Variant] | None = None
    for _ in range(DRAWS):
        variant = pose(question, 1 + below(SEEDS))
        when = had.get(fingerprint(variant))
        if when is None:
            return variant
        if oldest is None or when < oldest[0]:
            oldest = (when, variant)
    assert oldest is not None
    return oldest[1]
