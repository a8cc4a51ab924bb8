"""What a judge says, point by point, with the evidence for each."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from viva.core.text import Language, Text

Outcome = Literal["pass", "partial", "fail", "undecided", "error"]
State = Literal["covered", "partial", "wrong", "contradicted", "missing", "unsure", "skipped"]
NOTHING = Text("", "")


class Criterion(msgspec.Struct, frozen=True):
    """One thing that was looked at. `score` is in [0, 1]; `weight` is relative to its siblings.

    `evidence` shows (the learner's words, the failing case); `feedback` explains.
    """

    id: str
    state: State
    title: Text = NOTHING
    weight: float = 1.0
    score: float = 0.0
    evidence: Text = NOTHING
    feedback: Text = NOTHING


class Verdict(msgspec.Struct, frozen=True):
    """The judgement of one answer.

    `score` is the lower end of `score_range`, both in [0, 1]; only `explain` has a real range.
    `error` means that the judge failed, never that the answer is wrong. `notice` is one sentence
    for the whole answer, if there is one to say; `printed` is what a program printed.
    """

    question: str
    seed: int
    outcome: Outcome
    score_range: tuple[float, float]
    criteria: tuple[Criterion, ...] = ()
    elapsed_ms: float = 0.0
    notice: Text = NOTHING
    printed: str = ""

    @property
    def score(self) -> float:
        """The lower end of the range: what is surely earned."""
        return self.score_range[0]

    @property
    def passed(self) -> bool:
        return self.outcome == "pass"

    def to_json(self, language: Language) -> dict[str, Any]:
        """The object that `viva grade --json` prints, in one language."""
        return {
            "question": self.question,
            "seed": self.seed,
            "verdict": self.outcome,
            "score": self.score,
            "score_range": list(self.score_range),
            "elapsed_ms": round(self.elapsed_ms, 3),
            "notice": self.notice.pick(language),
            "printed": self.printed,
            "criteria": [
                {
                    "id": c.id,
                    "state": c.state,
                    "title": c.title.pick(language),
                    "weight": c.weight,
                    "score": c.score,
                    "evidence": c.evidence.pick(language),
                    "feedback": c.feedback.pick(language),
                }
                for c in self.criteria
            ],
        }
