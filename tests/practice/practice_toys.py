"""A tiny bank and a judge whose verdict is written in the answer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from viva.core import (
    Answer,
    BadInput,
    NeedsExtra,
    Outcome,
    Question,
    Text,
    Topic,
    Track,
    Variant,
    Verdict,
)
from viva.judge.kind import FollowUp
from viva.practice import RULES, Practice
from viva.store import Place, Store, open_store

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HERE = Path("/toy")


def question(id: str, level: int = 1, **fields: Any) -> Question:
    defaults: dict[str, Any] = {
        "topic": id.partition("/")[0],
        "kind": "compute",
        "title": Text.same(id),
        "sources": (),
        "folder": HERE / id,
        "bank": HERE,
        "parametric": True,
        "variants": 6,
    }
    return Question(id=id, level=level, **(defaults | fields))


class ToyBank:
    """Two topics, the second building on the first; one question needs what is not there."""

    def __init__(self) -> None:
        self.questions: dict[str, Question] = {
            q.id: q
            for q in (
                question("mean/by_hand"),
                question("mean/by_code", 2, parametric=False, kind="code"),
                question("variance/by_hand"),
                question("variance/by_torch", 2, kind="code", needs=("torch",)),
            )
        }
        self.topics: Mapping[str, Topic] = {
            "mean": Topic("mean", Text("Mean", "均值"), "g", (), HERE / "mean"),
            "variance": Topic("variance", Text("Variance", "方差"), "g", ("mean",), HERE),
        }
        self.tracks: Mapping[str, Track] = {
            "first": Track("first", Text("First", "入门"), ("mean", "variance"), ())
        }

    def question(self, id: str) -> Question:
        if id not in self.questions:
            raise BadInput(f"there is no question {id}")
        return self.questions[id]


class ToyJudge:
    """The answer "pass" passes, "partial 0.7" is partial with that score, and so on.

    "" is no answer at all. `posed` and `graded` count the work. `content` is the questions' state.
    """

    def __init__(self) -> None:
        self.posed = 0
        self.graded: list[Answer] = []
        self.content = "1"
        self.before_grading: Callable[[], None] = lambda: None

    def variant(self, question: Question, seed: int = 0) -> Variant:
        self.posed += 1
        if "torch" in question.needs:
            raise NeedsExtra(f"{question.id} needs torch")
        number = seed % question.variants if question.parametric else 0
        return Variant(
            question=question,
            seed=seed,
            prompt=Text(f"What of {number}?", f"{number} 如何？"),
            worked=Text(f"It is {number}.", f"是 {number}。"),
            hints=(Text("nudge", "提示"), Text("idea", "思路")),
            content_hash=hashlib.sha256(f"{question.id}{self.content}".encode()).hexdigest(),
        )

    def parse(self, variant: Variant, raw: object) -> Answer:
        if not isinstance(raw, str) or not raw.strip():
            raise BadInput("nothing was answered.")
        return raw.strip()

    def follow_up(
        self, variant: Variant, verdict: Verdict, asked: Collection[str] = ()
    ) -> FollowUp | None:
        """Asks once why, then how, after what did not pass."""
        for point in ("why", "how"):
            if verdict.outcome not in ("pass", "error") and point not in asked:
                return FollowUp(point, Text(f"{point}?", f"{point}？"))
        return None

    def grade(self, variant: Variant, answer: Answer) -> Verdict:
        self.before_grading()
        self.graded.append(answer)
        assert isinstance(answer, str)
        word, _, score = answer.partition(" ")
        outcomes: dict[str, Outcome] = {
            "pass": "pass",
            "partial": "partial",
            "undecided": "undecided",
            "error": "error",
        }
        outcome = outcomes.get(word, "fail")
        low = 1.0 if outcome == "pass" else float(score or 0)
        return Verdict(variant.question.id, variant.seed, outcome, (low, low))


class Desk:
    """A practice with all its parts in reach, and a clock that the test moves."""

    def __init__(self, place: Place, learner: str = "me") -> None:
        self.place = place
        self.store: Store = open_store(RULES, place)
        self.bank = ToyBank()
        self.judge = ToyJudge()
        self.now = NOON
        self._keys = 0
        self._seeds = 0
        self.practice = Practice(
            self.bank,
            self.judge,
            self.store,
            learner=learner,
            zone=UTC,
            missing=lambda q: q.needs,
            below=self._below,
            new_key=self._key,
        )

    def _key(self) -> str:
        self._keys += 1
        return f"key-{self.practice.learner}-{self._keys:04}"

    def _below(self, bound: int) -> int:
        """Draws 0, 0, 1, 1, 2, 2 …: a generator that repeats itself."""
        self._seeds += 1
        return ((self._seeds - 1) // 2) % bound

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    def do(self, id: str, *answers: str, close: bool = True) -> None:
        """A whole encounter."""
        encounter = self.practice.start(id, self.now)
        closed = False
        for answer in answers:
            closed = self.practice.submit(encounter, answer, self.now).closing is not None
        if close and not closed:
            self.practice.close(encounter, self.now)

    def close(self) -> None:
        self.store.close()
