"""What practice needs of a catalog and of a judge; `Catalog` and `Judge` have it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from viva.core import Answer, Question, Topic, Track, Variant, Verdict
from viva.judge.kind import FollowUp


class Bank(Protocol):
    """The questions that there are."""

    @property
    def questions(self) -> Mapping[str, Question]: ...

    @property
    def topics(self) -> Mapping[str, Topic]: ...

    @property
    def tracks(self) -> Mapping[str, Track]: ...

    def question(self, id: str) -> Question:
        """The question, or a `BadInput` with the nearest names."""
        ...


class Examiner(Protocol):
    """Who poses and judges."""

    def variant(self, question: Question, seed: int = 0) -> Variant:
        """The question with its numbers filled in."""
        ...

    def parse(self, variant: Variant, raw: object) -> Answer:
        """The answer in its kind's shape, or a `BadInput`: no answer at all, never an attempt."""
        ...

    def grade(self, variant: Variant, answer: Answer) -> Verdict:
        """The verdict on what `parse` gave."""
        ...

    def follow_up(
        self, variant: Variant, verdict: Verdict, asked: Collection[str] = ()
    ) -> FollowUp | None:
        """What an examiner asks after this verdict, if anything."""
        ...
