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
    """One per language."""

    en: Logistic
    zh: Logistic

    def of(self, tongue: Tongue) -> Logistic:
        return self.en if tongue == "en" else self.zh


@lru_cache(maxsize=1)
def calibration() -> Calibration:
    """The fitted one that is shipped."""
    data = resources.files(__package__ or "").joinpath("calibration.json").read_bytes()
    return msgspec.json.decode(data, type=Calibration)
