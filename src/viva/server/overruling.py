"""What a verdict is with what the learner says against it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from viva.core import Criterion, Outcome, Text, Variant, Verdict

Says = Literal["covered", "missing"]
NOTHING = Text("", "")


def overruled(variant: Variant, verdict: Verdict, says: Mapping[str, Says]) -> Verdict:
    """The verdict on an explain answer with the named points taken as the learner says."""
    if variant.question.kind != "explain" or not says:
        return verdict
    criteria = tuple(_said(c, says.get(c.id)) for c in verdict.criteria)
    outcome, bounds = _settled(variant, criteria)
    return msgspec.structs.replace(
        verdict, criteria=criteria, outcome=outcome, score_range=bounds, notice=NOTHING
    )


def _said(c: Criterion, says: Says | None) -> Criterion:
    if says is None:
        return c
    score = 1.0 if says == "covered" else 0.0
    return msgspec.structs.replace(c, state=says, score=score, feedback=NOTHING)


def _settled(
    variant: Variant, criteria: tuple[Criterion, ...]
) -> tuple[Outcome, tuple[float, float]]:
    """The outcome and the range by the judge's own rule."""
    from viva.judge.kinds.explain.judging import Finding, PointState, outcome_of, score_range
    from viva.judge.kinds.explain.kind import made_ready

    points = {p.id: p for p in made_ready(variant).rubric.point}
    as_point: dict[str, PointState] = {
        "covered": "covered",
        "unsure": "unsure",
        "skipped": "unsure",
        "contradicted": "contradicted",
    }
    findings = [
        Finding(points[c.id], as_point.get(c.state, "missing"), 0.0)
        for c in criteria
        if c.id in points
    ]
    bounds = score_range(findings)
    return outcome_of(findings, bounds), bounds
