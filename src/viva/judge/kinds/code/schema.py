"""The fields of question.toml and cases.toml that belong to `code`."""

from __future__ import annotations

from typing import Annotated

import msgspec

from viva.catalog.schema import Name
from viva.core import Outcome, State, Text

Positive = Annotated[float, msgspec.Meta(gt=0)]


class CriterionField(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One aspect that cases are grouped under."""

    id: Name
    title: Text
    weight: Positive = 1.0


class Mistake(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A wrong value that a case declares, and what to tell who got it."""

    id: Name
    feedback: Text


class Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one call of the answer may use."""

    wall_s: Annotated[float, msgspec.Meta(gt=0, le=60)] = 3.0
    memory_mib: Annotated[int, msgspec.Meta(ge=64, le=8192)] = 1024


class Detail(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """question.toml beyond the common fields.

    `entry` is the function or class that the answer must define. `forbid` lists what it may not
    use: `numpy.convolve` (that function, by whatever name), `scipy` (that package), or
    `.softmax` (any attribute of that name). `prelude` is source that runs before the answer in
    its module: names that the answer may use without defining or importing them.
    """

    entry: str
    criterion: tuple[CriterionField, ...]
    forbid: tuple[str, ...] = ()
    mistake: tuple[Mistake, ...] = ()
    limit: Limit = Limit()
    prelude: str = ""


class WrongSolution(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file under wrong/, its verdict, and which criteria it must miss (and no others).

    A missed criterion is `wrong`, unless `states` says `skipped`, `unsure` or another state.
    """

    file: str
    verdict: Outcome
    misses: tuple[Name, ...] = ()
    states: dict[str, State] = {}
    mistake: str = ""
    note: str = ""


class RightSolution(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file under right/: another way to solve it, which must pass."""

    file: str
    note: str = ""


class Equivalent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mutant that means the same as the solution (or cannot be told apart), and why."""

    mutant: str
    reason: str


class Cases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """cases.toml."""

    wrong: tuple[WrongSolution, ...] = ()
    right: tuple[RightSolution, ...] = ()
    equivalent: tuple[Equivalent, ...] = ()
