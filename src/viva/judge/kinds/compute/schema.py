"""The fields of question.toml and cases.toml that belong to `compute`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from viva.catalog.schema import Name
from viva.core import Outcome, State, Text

PartType = Literal["int", "real", "shape", "vector", "matrix", "choice"]
Positive = Annotated[float, msgspec.Meta(gt=0)]


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One option of a `choice`; `also` lists further words that mean it."""

    id: str
    title: Text
    also: tuple[str, ...] = ()


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to be answered, and how exactly.

    At most one of `rtol` (relative), `atol` (absolute), `significant` (figures) and `decimals`;
    without any, `int`, `shape` and `choice` are exact and the rest is within 0.1 %. `value` is
    the answer of a question that has no generate.py.
    """

    name: Name
    type: PartType
    title: Text
    weight: Positive = 1.0
    rtol: Positive | None = None
    atol: Positive | None = None
    significant: Annotated[int, msgspec.Meta(ge=1, le=12)] | None = None
    decimals: Annotated[int, msgspec.Meta(ge=0, le=12)] | None = None
    units: tuple[str, ...] = ()
    percent: bool = False
    choices: tuple[Choice, ...] = ()
    value: Any = None


class Mistake(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A classic slip. Its values come from `mistakes(params)` in generate.py, or from here."""

    id: Name
    feedback: Text
    values: dict[str, Any] = {}


class Detail(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """question.toml beyond the common fields."""

    part: tuple[Part, ...]
    mistake: tuple[Mistake, ...] = ()
    values: dict[str, Any] = {}


class ListedCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer as somebody may type it, with places such as `{{ height }}`, and its verdict.

    `verdict = "invalid"` says that it must be refused as no answer at all.
    """

    answer: dict[str, str]
    verdict: Outcome | Literal["invalid"]
    states: dict[str, State] = {}
    seed: int | None = None
    note: str = ""


class Cases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """cases.toml."""

    case: tuple[ListedCase, ...] = ()
