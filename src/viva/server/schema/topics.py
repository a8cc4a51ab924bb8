"""Topics, tracks, questions as they are listed, and what is found among them."""

from __future__ import annotations

from typing import Literal

from viva.core import KindName
from viva.server.schema.base import Sent

QuestionState = Literal["new", "learning", "due", "known"]


class TopicCard(Sent):
    """A topic with the learner's standing; `strength` in [0, 1] is the mean chance of recall."""

    id: str
    title: str
    group: str
    requires: list[str]
    questions: int
    had: int
    due: int
    strength: float
    kinds: dict[KindName, int]
    labs: int
    myths: int


class Group(Sent):
    """Topics that belong together."""

    name: str
    title: str
    topics: list[TopicCard]


class TrackCard(Sent):
    """Topics in order."""

    id: str
    title: str
    topics: list[str]
    questions: int
    had: int
    strength: float


class Topics(Sent):
    """The whole map."""

    groups: list[Group]
    tracks: list[TrackCard]


class QuestionCard(Sent):
    """A question as it is listed. `askable` is false where an extra is missing."""

    id: str
    title: str
    kind: KindName
    level: int
    state: QuestionState
    strength: float | None
    attempts: int
    needs: list[str]
    askable: bool


class LabCard(Sent):
    """A lab as it is named beside something else."""

    id: str
    title: str


class MythCard(Sent):
    """A myth as it is named beside something else."""

    id: str
    sentence: str


class TopicPage(Sent):
    """A topic with all that belongs to it; `leads_to` names the topics that require it."""

    topic: TopicCard
    questions: list[QuestionCard]
    labs: list[LabCard]
    myths: list[MythCard]
    leads_to: list[str]


class Found(Sent):
    """One result; `snippet_html` has the words that were found in <mark>."""

    type: Literal["topic", "question", "lab", "myth"]
    id: str
    title: str
    snippet_html: str
    where: str


class SearchResults(Sent):
    """The best first."""

    results: list[Found]
