"""A lab: an experiment with typed parameters, its figures, and the claims that it must prove."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

import msgspec
import numpy as np

from viva.authoring.figure import Figure, Scale
from viva.core.text import Text

Direction = Literal["above", "below", "within"]


class Float(msgspec.Struct, frozen=True):
    """A number in [`low`, `high`]; `scale="log"` makes its slider logarithmic."""

    name: str
    title: Text
    default: float
    low: float
    high: float
    step: float | None = None
    scale: Scale = "linear"
    hidden: bool = False


class Int(msgspec.Struct, frozen=True):
    """A whole number in [`low`, `high`]."""

    name: str
    title: Text
    default: int
    low: int
    high: int
    step: int = 1
    scale: Scale = "linear"
    hidden: bool = False


class Choice(msgspec.Struct, frozen=True):
    """One of some names; `titles` says them in both languages, in the same order."""

    name: str
    title: Text
    default: str
    choices: tuple[str, ...]
    titles: tuple[Text, ...] = ()
    hidden: bool = False


class Flag(msgspec.Struct, frozen=True):
    """Yes or no."""

    name: str
    title: Text
    default: bool
    hidden: bool = False


Param = Float | Int | Choice | Flag


class Result(msgspec.Struct, frozen=True):
    """What one run measured: figures to look at, and `values` by name for the claims."""

    figures: tuple[Figure, ...]
    values: Mapping[str, float]


# `run(params, rng)` reads its parameters as attributes (`params.rate`). A generator function may
# yield partial results while it works; the last one is the result.
Run = Callable[[Any, np.random.Generator], Result | Iterator[Result]]


class Claim(msgspec.Struct, frozen=True):
    """A sentence that the lab measures.

    `statistic` names a value of the result, one number a seed: a difference or a ratio of two
    arms that saw the same data and the same draws, wherever there are two (paired). It holds over
    `seeds` runs when the 95 % interval of its mean (Student's t) lies wholly `above`, `below` or
    `within` the threshold; with `every` it must hold in every single run instead. A `within` takes
    a pair. `params` are set for this claim only. With `myth` the sentence, and the direction and
    threshold with it, are what people say, and the lab must refute it: the interval has to lie
    wholly on the other side. `unit` is written after the numbers ("%", "steps").
    """

    id: str
    sentence: Text
    statistic: str
    direction: Direction
    threshold: float | tuple[float, float]
    seeds: int = 5
    every: bool = False
    myth: bool = False
    params: Mapping[str, Any] = {}
    unit: str = ""
    what: Text = Text("", "")  # what the statistic is, in words: "accuracy with minus without"


class Broken(msgspec.Struct, frozen=True):
    """A lab spoiled on purpose, under which the claims in `fails` must not hold.

    Either another `run` (a wrong formula) or `params` that take the effect away. It shows that a
    claim can fail, so it must not touch the threshold.
    """

    name: str
    why: Text
    fails: tuple[str, ...]
    run: Run | None = None
    params: Mapping[str, Any] = {}


class Predict(msgspec.Struct, frozen=True):
    """What the learner is asked before the figures are shown. `answer` counts from 0."""

    question: Text
    choices: tuple[Text, ...]
    answer: int
    because: Text


class Lab(msgspec.Struct, frozen=True):
    """`LAB = Lab(...)` in `topics/<topic>/lab_<name>.py`; its id is `<topic>/<name>`.

    `intro` is Markdown: what is varied, what is measured, on which data. `preview` are parameters
    (often hidden ones: fewer epochs, fewer points) for the fast run while a slider moves.
    `questions` are the ids of related questions; `needs` names extras ("torch"), which are
    imported inside `run`, never at the top of the module.
    """

    title: Text
    intro: Text
    run: Run
    claims: tuple[Claim, ...]
    broken: tuple[Broken, ...]
    sources: tuple[str, ...]
    params: tuple[Param, ...] = ()
    preview: Mapping[str, Any] = {}
    predict: Predict | None = None
    questions: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
