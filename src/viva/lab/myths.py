"""Myth cards: what everybody says, and the claim of a lab that shows it wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec

from viva.catalog.catalog import Bank
from viva.catalog.declared import declared, read_toml
from viva.core import BadInput, Text

Ruling = Literal["wrong", "sloppy", "true_only_if"]
Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]*\Z", max_length=60)]


class MythFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One [[myth]] of topics/<topic>/myths.toml.

    `number` may name {mean}, {low} and {high} of the claim, with a format: {mean:.2f}.
    """

    id: Name
    sentence: Text
    verdict: Ruling
    number: Text
    truth: Text
    lab: str
    claim: Name
    source: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    myth: tuple[MythFile, ...]


class Myth(msgspec.Struct, frozen=True):
    """A card; its id is `<topic>/<id>`. `where` is its file, relative to its bank."""

    id: str
    topic: str
    where: str
    card: MythFile


def myths(banks: Iterable[Bank]) -> tuple[list[Myth], list[BadInput]]:
    """All cards of some banks, by topic, and what could not be read."""
    found: dict[str, Myth] = {}
    problems: list[BadInput] = []
    for bank in banks:
        for file in sorted((bank.folder / "topics").glob("*/myths.toml")):
            where = file.relative_to(bank.folder).as_posix()
            try:
                cards = declared(read_toml(file, where), _File, where).myth
            except BadInput as e:
                problems.append(e)
                continue
            for card in cards:
                id = f"{file.parent.name}/{card.id}"
                if id in found:
                    problems.append(BadInput(f"there are two myths `{card.id}`.", where=where))
                found[id] = Myth(id, file.parent.name, where, card)
    return list(found.values()), problems


def filled(text: Text, mean: float, low: float, high: float) -> Text:
    """The sentence with its numbers. Raises `BadInput` for a placeholder that is none."""

    def fill(words: str) -> str:
        try:
            return words.format(mean=mean, low=low, high=high)
        except (KeyError, IndexError, ValueError) as e:
            raise BadInput(
                f"the number “{words:.60}” cannot be filled in ({type(e).__name__}: {e}).",
                mend="Only {mean}, {low} and {high} may stand in it, as {mean:.2f} and the like.",
            ) from None

    return Text(fill(text.en), fill(text.zh))
