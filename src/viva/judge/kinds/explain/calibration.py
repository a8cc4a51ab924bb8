"""From the signs of a sentence to how probable it is that it makes the point.

`calibration.json` holds one logistic regression per language and two thresholds; it is written by
`bench/explain/fit.py`, which says on what it was fitted.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

import msgspec

from viva.judge.kinds.explain.reading import Tongue


class Logistic(msgspec.Struct, frozen=True):
    """$p = 1 / (1 + e^{-(w \\cdot x + b)})$; covered from `covered` on, unsure from `unsure` on."""

    weights: tuple[float, ...]
    bias: float
    covered: float
    unsure: float

    def probability(self, x: Sequence[float]) -> float:
        z = self.bias + sum(w * v for w, v in zip(self.weights, x, strict=True))
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, z))))


class Calibration(msgspec.Struct, frozen=True):
    """One per language, and one per language for the features with meaning."""

    en: Logistic
    zh: Logistic
    en_semantic: Logistic | None = None
    zh_semantic: Logistic | None = None

    def of(self, tongue: Tongue, *, semantic: bool = False) -> Logistic:
        """The logistic that was fitted on such features."""
        plain, rich = (self.en, self.en_semantic) if tongue == "en" else (self.zh, self.zh_semantic)
        if not semantic:
            return plain
        assert rich is not None
        return rich

    def probability(self, tongue: Tongue, x: Sequence[float]) -> float:
        """That a sentence with these features makes the point."""
        return self.of(tongue, semantic=len(x) > len(self.en.weights)).probability(x)


@lru_cache(maxsize=1)
def calibration() -> Calibration:
    """The fitted one that is shipped."""
    data = resources.files(__package__ or "").joinpath("calibration.json").read_bytes()
    return msgspec.json.decode(data, type=Calibration)
