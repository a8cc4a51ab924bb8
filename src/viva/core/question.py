"""What a bank holds: topics, questions, tracks."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from viva.core.text import Text

KindName = Literal["explain", "compute", "derive", "code", "diagnose", "design"]
KIND_NAMES: tuple[KindName, ...] = get_args(KindName)


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a statement comes from: authors, year, title, and the equation or page."""

    cite: str
    url: str = ""


class Topic(msgspec.Struct, frozen=True):
    """One idea; `requires` names the topics that should come before it."""

    id: str
    title: Text
    group: str
    requires: tuple[str, ...]
    folder: Path


class Track(msgspec.Struct, frozen=True):
    """Topics in order, and which kinds; an empty `kinds` means all of them."""

    id: str
    title: Text
    topics: tuple[str, ...]
    kinds: tuple[KindName, ...]


class Question(msgspec.Struct, frozen=True):
    """One thing asked about a topic, as its folder declares it.

    `level` runs from 1 (first screening) to 5 (research interview). `variants` is how many
    distinct ones the author promises. `needs` names optional extras ("torch"). `detail` is the
    part of question.toml that belongs to the kind, still unparsed: only the kind knows its
    schema. `trusted` is False for a bank given by path: its Python runs only in the sandbox.
    """

    id: str
    topic: str
    kind: KindName
    level: int
    title: Text
    sources: tuple[Source, ...]
    folder: Path
    bank: Path
    trusted: bool = True
    parametric: bool = False
    variants: int = 1
    needs: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    detail: dict[str, Any] = {}

    @property
    def where(self) -> str:
        """The folder as a person would name it in a message, relative to its bank."""
        return self.folder.relative_to(self.bank).as_posix()
