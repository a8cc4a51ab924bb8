"""From criteria to an outcome: the same rule for every kind that has no rule of its own."""

from __future__ import annotations

from collections.abc import Sequence

from viva.core import Criterion, Outcome, Question, Text, Verdict

PARTIAL_FROM = 0.5


def total(criteria: Sequence[Criterion]) -> float:
    """The weighted mean of the criteria's scores, in [0, 1]."""
    weight = sum(c.weight for c in criteria)
    return sum(c.weight * c.score for c in criteria) / weight if weight else 0.0


def settle(
    question: Question,
    seed: int,
    criteria: Sequence[Criterion],
    *,
    notice: Text | None = None,
    printed: str = "",
) -> Verdict:
    """`pass` when every criterion is fully covered, `undecided` when what is not covered is
    unsure, `partial` from a score of one half, else `fail`."""
    score = total(criteria)
    lacking = [c for c in criteria if c.score < 1.0]
    outcome: Outcome
    if not lacking:
        outcome, score = "pass", 1.0
    elif all(c.state == "unsure" for c in lacking):
        outcome = "undecided"
    else:
        outcome = "partial" if score >= PARTIAL_FROM else "fail"
    return Verdict(
        question=question.id,
        seed=seed,
        outcome=outcome,
        score_range=(score, score),
        criteria=tuple(criteria),
        notice=notice or Text("", ""),
        printed=printed,
    )
