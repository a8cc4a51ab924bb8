"""A claim holds by its interval, not by one run that looks right."""

from __future__ import annotations

import math

import pytest
from scipy import stats

from viva.authoring import Claim, Text
from viva.lab.claims import interval, judge_claim

S = Text("s", "句")


def claim(direction: str = "above", threshold: object = 1.0, **more: object) -> Claim:
    return Claim("c", S, "x", direction, threshold, **more)  # type: ignore[arg-type]


def test_the_interval_is_students() -> None:
    values = [1.0, 2.0, 4.0, 3.5, 2.5]
    expected = stats.t.interval(0.95, 4, loc=sum(values) / 5, scale=stats.sem(values))
    assert interval(values) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("direction", "threshold", "values", "standing"),
    [
        ("above", 1.0, [1.5, 1.6, 1.4, 1.5, 1.5], "holds"),
        ("above", 1.0, [0.5, 0.6, 0.4, 0.5, 0.5], "refuted"),
        # the mean is above, the interval is not
        ("above", 1.0, [0.2, 3.0, 0.4, 2.5, 0.9], "unclear"),
        ("below", 1.0, [0.5, 0.6, 0.4, 0.5, 0.5], "holds"),
        ("below", 1.0, [1.5, 1.6, 1.4, 1.5, 1.5], "refuted"),
        ("within", (0.9, 1.1), [1.0, 1.01, 0.99, 1.0, 1.0], "holds"),
        ("within", (0.9, 1.1), [1.5, 1.51, 1.49, 1.5, 1.5], "refuted"),
        ("within", (0.9, 1.1), [1.1, 1.12, 1.08, 1.1, 1.1], "unclear"),
        # exactly at the threshold is not beyond it
        ("above", 1.0, [1.0, 1.0, 1.0, 1.0, 1.0], "refuted"),
        ("below", 1.0, [1.0, 1.0, 1.0, 1.0, 1.0], "refuted"),
        # infinity is a measurement (a run that diverged), NaN is none
        ("above", 1.0, [math.inf, 2.0, 3.0, 2.0, 2.0], "holds"),
        ("above", 1.0, [math.nan, 2.0, 3.0, 2.0, 2.0], "unclear"),
        ("above", 1.0, [], "unclear"),
        # one run proves nothing
        ("above", 1.0, [5.0], "unclear"),
    ],
)
def test_standing(direction: str, threshold: object, values: list[float], standing: str) -> None:
    assert judge_claim(claim(direction, threshold), values).standing == standing


def test_every_looks_at_each_run() -> None:
    values = [1.2, 1.3, 1.2, 0.99, 1.3]
    assert judge_claim(claim(), values).standing == "holds"
    assert judge_claim(claim(every=True), values).standing == "unclear"
    assert judge_claim(claim(every=True), [v + 1 for v in values]).standing == "holds"


def test_a_myth_must_be_refuted_and_not_merely_unproved() -> None:
    myth = claim(myth=True)
    assert judge_claim(myth, [0.5, 0.6, 0.4, 0.5, 0.5]).as_wanted(myth)
    assert not judge_claim(myth, [0.2, 3.0, 0.4, 2.5, 0.9]).as_wanted(myth)
    assert not judge_claim(myth, [1.5, 1.6, 1.4, 1.5, 1.5]).as_wanted(myth)
