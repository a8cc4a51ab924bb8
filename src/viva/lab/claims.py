"""Whether a claim holds: its statistic over seeds, with an interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import msgspec
import numpy as np

from viva.authoring.lab import Claim

Standing = Literal["holds", "refuted", "unclear"]
CONFIDENCE = 0.95


class Finding(msgspec.Struct, frozen=True):
    """What was measured of a claim: one number a seed, the mean and its 95 % interval."""

    claim: str
    standing: Standing
    mean: float
    low: float
    high: float
    per_seed: tuple[float, ...]

    def as_wanted(self, claim: Claim) -> bool:
        """A claim must hold; a myth must be refuted."""
        return self.standing == ("refuted" if claim.myth else "holds")


def shown(value: float) -> str:
    """A measured number as a person reads it: a count whole, anything else to four digits."""
    if math.isfinite(value) and value == round(value) and abs(value) < 1e15:
        return f"{value:,.0f}"
    return f"{value:.4g}"


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Student's t interval of the mean at 95 %: m ± t(n−1) · s/√n (Student 1908)."""
    from scipy.special import stdtrit

    n = len(values)
    mean = float(np.mean(values))
    if n < 2:
        return (-math.inf, math.inf)
    spread = float(np.std(values, ddof=1))
    half = float(stdtrit(n - 1, 0.5 + CONFIDENCE / 2)) * spread / math.sqrt(n)
    return (mean - half, mean + half)


def judge_claim(claim: Claim, per_seed: Sequence[float]) -> Finding:
    """The finding. NaN anywhere leaves the claim unclear: nothing was measured there."""
    values = [float(v) for v in per_seed]
    if not values or any(math.isnan(v) for v in values):
        return Finding(claim.id, "unclear", math.nan, math.nan, math.nan, tuple(values))
    if any(math.isinf(v) for v in values):
        low, high = min(values), max(values)
    else:
        low, high = interval(values)
    mean = float(np.mean(values))
    if claim.every:
        holds = all(_side(claim, v, v) == "holds" for v in values)
        refuted = all(_side(claim, v, v) == "refuted" for v in values)
        standing: Standing = "holds" if holds else "refuted" if refuted else "unclear"
    else:
        standing = _side(claim, low, high)
    return Finding(claim.id, standing, mean, low, high, tuple(values))


def _side(claim: Claim, low: float, high: float) -> Standing:
    if claim.direction == "within":
        assert isinstance(claim.threshold, tuple)
        floor, ceiling = claim.threshold
        if floor <= low and high <= ceiling:
            return "holds"
        return "refuted" if high < floor or low > ceiling else "unclear"
    assert not isinstance(claim.threshold, tuple)
    if claim.direction == "above":
        return (
            "holds"
            if low > claim.threshold
            else "refuted"
            if high <= claim.threshold
            else "unclear"
        )
    return "holds" if high < claim.threshold else "refuted" if low >= claim.threshold else "unclear"
