"""What a check found."""

from __future__ import annotations

from typing import Any

import msgspec


class Finding(msgspec.Struct, frozen=True):
    """One thing that is wrong with a bank, in a sentence that says where."""

    question: str
    what: str
    seed: int | None = None


class QuestionReport(msgspec.Struct, frozen=True):
    """What was tried on one question, and what did not hold."""

    question: str
    kind: str
    findings: tuple[Finding, ...] = ()
    specimens: int = 0
    variants: int = 0
    mutants: int = 0
    killed: int = 0
    equivalent: int = 0
    skipped: str = ""
    elapsed_s: float = 0.0


class Report(msgspec.Struct, frozen=True):
    """The whole bank."""

    questions: tuple[QuestionReport, ...]
    problems: tuple[str, ...]
    seeds: tuple[int, ...]
    elapsed_s: float

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(f for q in self.questions for f in q.findings)

    @property
    def ok(self) -> bool:
        return not self.findings and not self.problems

    def to_json(self) -> dict[str, Any]:
        """The object that `viva check --json` prints."""
        return {
            "ok": self.ok,
            "seeds": list(self.seeds),
            "elapsed_s": round(self.elapsed_s, 2),
            "problems": list(self.problems),
            "findings": [
                {"question": f.question, "seed": f.seed, "what": f.what} for f in self.findings
            ],
            "questions": [
                {
                    "id": q.question,
                    "kind": q.kind,
                    "ok": not q.findings,
                    "skipped": q.skipped,
                    "specimens": q.specimens,
                    "variants": q.variants,
                    "mutants": q.mutants,
                    "killed": q.killed,
                    "equivalent": q.equivalent,
                    "elapsed_s": round(q.elapsed_s, 2),
                }
                for q in self.questions
            ],
        }
