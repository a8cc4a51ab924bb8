"""The judge: keeps sandboxes warm, and turns a failure of its own into `error`, never `fail`."""

from __future__ import annotations

import time
from collections.abc import Collection
from types import TracebackType
from typing import TYPE_CHECKING, Literal

import msgspec

from viva.catalog.python import BANK_CHILD, BankPython
from viva.catalog.sources import content_hash
from viva.core import (
    Answer,
    Criterion,
    JudgeFailed,
    NeedsExtra,
    Question,
    Text,
    Variant,
    Verdict,
)
from viva.judge.kind import FollowUp, Kind
from viva.judge.kinds import kind_of

if TYPE_CHECKING:
    from viva.sandbox import Sandbox, Tier

JUDGE_VERSION = "1"
CODE_CHILD = "viva.judge.kinds.code.child"
Flavour = Literal["numpy", "torch"]


class Judge:
    """Poses and judges questions. Use it as a context manager: it holds sandboxes.

    `require_tier` refuses to run code below that protection; `unsafe` runs it even where too
    little is left, which the caller must have shown to the user.
    """

    def __init__(
        self, *, require_tier: Tier | None = None, unsafe: bool = False, spares: int = 2
    ) -> None:
        self._require_tier = require_tier
        self._unsafe = unsafe
        self._spares = spares
        self._sandboxes: dict[Flavour, Sandbox] = {}
        self._kinds: dict[str, Kind] = {}
        self._bank = BankPython(lambda q: self.sandbox("torch" if "torch" in q.needs else "numpy"))

    @property
    def bank(self) -> BankPython:
        """The Python of the banks."""
        return self._bank

    def sandbox(self, flavour: Flavour) -> Sandbox:
        """The warm sandbox of this flavour, started at the first call."""
        if flavour not in self._sandboxes:
            from viva.sandbox import Sandbox

            self._sandboxes[flavour] = Sandbox(
                flavour,
                preload=(CODE_CHILD, BANK_CHILD),
                spares=self._spares,
                require_tier=self._require_tier,
                unsafe=self._unsafe,
            )
        return self._sandboxes[flavour]

    def kind(self, question: Question) -> Kind:
        """The kind that judges this question."""
        if question.kind not in self._kinds:
            self._kinds[question.kind] = kind_of(question.kind)
        return self._kinds[question.kind]

    def variant(self, question: Question, seed: int = 0) -> Variant:
        """The question with its numbers filled in: a pure function of (question, seed)."""
        require_extras(question)
        variant = self.kind(question).variant(question, seed, self)
        return msgspec.structs.replace(variant, content_hash=content_hash(question))

    def parse(self, variant: Variant, raw: object) -> Answer:
        """The answer in its kind's shape, or `BadInput`, which never counts as an attempt."""
        return self.kind(variant.question).parse(variant, raw)

    def grade(self, variant: Variant, answer: Answer) -> Verdict:
        """The verdict. `answer` is what `parse` gave; where the judge fails, `error` says why."""
        start = time.perf_counter()
        try:
            verdict = self.kind(variant.question).grade(variant, answer, self)
        except JudgeFailed as e:
            verdict = judge_error(variant, e)
        elapsed_ms = (time.perf_counter() - start) * 1000
        return msgspec.structs.replace(verdict, elapsed_ms=elapsed_ms)

    def follow_up(
        self, variant: Variant, verdict: Verdict, asked: Collection[str] = ()
    ) -> FollowUp | None:
        """What an examiner asks after this verdict; None where there is nothing to ask."""
        if verdict.outcome in ("pass", "error"):
            return None
        return self.kind(variant.question).follow_up(variant, verdict, asked)

    def close(self) -> None:
        """Ends every sandbox."""
        self._bank.close()
        for sandbox in self._sandboxes.values():
            sandbox.close()
        self._sandboxes.clear()

    def __enter__(self) -> Judge:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def missing_extras(question: Question) -> tuple[str, ...]:
    """The extras that the question needs and this machine lacks, without importing them."""
    from importlib.util import find_spec

    return tuple(n for n in question.needs if find_spec(n) is None)


def require_extras(question: Question) -> None:
    """Raises `NeedsExtra` where the question cannot be judged as viva is installed."""
    for name in missing_extras(question):
        raise NeedsExtra(
            f"{question.id} needs {name}, which is not installed.",
            mend=f"Add it with `make {name}`, or `pip install 'vivavoce[{name}]'`.",
        )


def judge_error(variant: Variant, error: JudgeFailed) -> Verdict:
    """The verdict where the judge could not judge."""
    return Verdict(
        question=variant.question.id,
        seed=variant.seed,
        outcome="error",
        score_range=(0.0, 0.0),
        criteria=(
            Criterion(
                id="judge",
                state="skipped",
                title=Text("The judge", "判题程序"),
                feedback=Text(
                    f"viva could not judge this: {error} It is not counted.",
                    f"viva 没能判这道题：{error} 这次不计入记录。",
                ),
            ),
        ),
    )
