"""grade(variant, answer) -> Verdict, for every kind; must not know who answers or what follows."""

from viva.judge.judge import JUDGE_VERSION, Judge
from viva.judge.kind import Kind, Specimen

__all__ = ["JUDGE_VERSION", "Judge", "Kind", "Specimen"]
