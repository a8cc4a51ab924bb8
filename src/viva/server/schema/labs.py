"""Labs and myths. The figures themselves are described by docs/schemas/lab_result.json."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from viva.server.schema.base import Sent

Depth = Literal["preview", "full"]


class ListedLab(Sent):
    """A lab in the gallery. `missing` names the extras that it needs and this machine lacks."""

    id: str
    topic: str
    topic_title: str
    title: str
    snippet_html: str
    claims: int
    myths: int
    needs: list[str]
    missing: list[str]


class Labs(Sent):
    """All labs."""

    labs: list[ListedLab]


class LabChoice(Sent):
    """One value of a choice."""

    value: str
    title: str


class LabParam(Sent):
    """A parameter. `min`, `max` and `step` are for numbers, `choices` for a choice. `hidden` ones
    are not shown, but may be set."""

    name: str
    type: Literal["float", "int", "choice", "bool"]
    title: str
    min: float | None
    max: float | None
    step: float | None
    scale: Literal["linear", "log"]
    choices: list[LabChoice]
    default: float | int | str | bool
    hidden: bool


class Measured(Sent):
    """A claim as it was measured: the mean with its 95 % interval over `seeds` runs."""

    standing: Literal["holds", "refuted", "unclear"]
    mean: float | None
    low: float | None
    high: float | None
    seeds: int
    day: date


class LabClaim(Sent):
    """A sentence that the lab measures; `myth`: people say it, and the lab refutes it. `measured`
    is what the bank's author found."""

    id: str
    sentence_html: str
    what: str
    statistic: str
    direction: Literal["above", "below", "within"]
    threshold: float | list[float]
    seeds: int
    every: bool
    myth: bool
    unit: str
    measured: Measured | None


class LabPredict(Sent):
    """What is asked before the figures are shown; `answer` counts from 0."""

    question_html: str
    choices: list[str]
    answer: int
    because_html: str


class LabQuestion(Sent):
    """A related question."""

    id: str
    title: str


class LabPage(Sent):
    """A lab with all that a page needs to show it."""

    id: str
    topic: str
    topic_title: str
    title: str
    intro_html: str
    params: list[LabParam]
    claims: list[LabClaim]
    predict: LabPredict | None
    preview: bool
    sources: list[str]
    questions: list[LabQuestion]
    needs: list[str]
    missing: list[str]


class LabResult(Sent):
    """What one run gave: figures (see docs/schemas/lab_result.json), values by name, and the
    parameters and the seed that it was run with."""

    version: int
    figures: list[dict[str, Any]]
    values: dict[str, float | None]
    params: dict[str, float | int | str | bool]
    seed: int


class MythPage(Sent):
    """A card: what everybody says, what is true, and the number that shows it. `number` is null
    where the lab was not measured."""

    id: str
    topic: str
    topic_title: str
    sentence: str
    sentence_html: str
    verdict: Literal["wrong", "sloppy", "true_only_if"]
    number: str | None
    truth_html: str
    lab: str
    lab_title: str | None
    claim: str
    measured: Measured | None
    source: str


class Myths(Sent):
    """All cards."""

    myths: list[MythPage]
