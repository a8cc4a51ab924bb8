"""The fields of question.toml and cases.toml that belong to `derive`."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from viva.catalog.schema import Name
from viva.core import Outcome, State, Text

Positive = Annotated[float, msgspec.Meta(gt=0)]
Typed = str | tuple[str, ...]


class SymbolEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A declaration (`vector[K]`) with the words that say what the symbol stands for."""

    kind: str
    means: Text


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the written form must be like, judged apart from its value.

    `in_terms_of`: parts such as `sigma(x)` in which alone the symbols may occur. `vectorised`:
    no index, no sum over one. `without`, `needs`: functions that must not, or must, occur.
    `simplified`: nothing is left to work out. `at_most`: how many nodes. `feedback` is said
    besides what was found.
    """

    in_terms_of: tuple[str, ...] = ()
    vectorised: bool = False
    without: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    simplified: bool = False
    at_most: int | None = None
    weight: Positive = 0.5
    feedback: Text | None = None


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An intermediate result, worth something by itself where the end is wrong.

    `symbol` names a symbol that is declared by an expression: it is the target, and the end is
    judged once more with the learner's own line in its place. Else `reference` is the target.
    """

    name: Name
    title: Text
    symbol: str = ""
    reference: str = ""
    weight: Positive = 0.5


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A wrong formula that the author foresaw, and what to say to it."""

    id: Name
    wrong: str
    feedback: Text


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One formula to be given.

    `reference` is in either notation; `left` is shown before the place for the answer. A factor
    that does not matter is allowed by `up_to_factor`, and may depend on the symbols of
    `factor_of`. `either_turn` lets a row answer a column.
    """

    name: Name
    title: Text
    reference: str
    notation: Literal["python", "latex"] | None = None
    left: str = ""
    weight: Positive = 1.0
    up_to_factor: bool = False
    factor_of: tuple[str, ...] = ()
    either_turn: bool = False
    form: Form | None = None
    step: tuple[Step, ...] = ()
    rule: tuple[Rule, ...] = ()


class Detail(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """question.toml beyond the common fields.

    `equivalent` lists single edits of a reference that mean the same, each with the reason.
    """

    symbols: dict[str, str | SymbolEntry]
    part: tuple[Part, ...]
    equivalent: dict[str, str] = {}

    def declarations(self) -> dict[str, str]:
        """The symbols as `declare` takes them."""
        return {
            name: entry if isinstance(entry, str) else entry.kind
            for name, entry in self.symbols.items()
        }


class ListedCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer as somebody may type it, and its verdict.

    `answer` is a formula, a list of lines, or a table of parts; parts that a table leaves out
    are answered right. `says` is a piece of the English feedback.
    """

    answer: Typed | dict[str, Typed]
    verdict: Outcome | Literal["invalid"]
    states: dict[str, State] = {}
    says: str = ""
    note: str = ""


class Cases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """cases.toml."""

    case: tuple[ListedCase, ...] = ()
