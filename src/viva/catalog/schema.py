"""The fields of a bank's TOML files that every kind shares."""

from __future__ import annotations

from typing import Annotated

import msgspec

from viva.core import KindName, Source, Text

Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]*\Z", max_length=60)]
Level = Annotated[int, msgspec.Meta(ge=1, le=5)]
Count = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]


class BankFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """bank.toml: who made the bank, under which licence, in which version of the format."""

    name: Name
    title: Text
    format: int
    licence: str
    authors: tuple[str, ...] = ()


class TopicFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """topics/<topic>/topic.toml."""

    title: Text
    group: str
    requires: tuple[Name, ...] = ()


class TrackFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """tracks/<track>.toml."""

    title: Text
    topics: tuple[Name, ...]
    kinds: tuple[KindName, ...] = ()


class QuestionFile(msgspec.Struct, frozen=True):
    """The part of question.toml that does not depend on the kind."""

    kind: KindName
    level: Level
    title: Text
    sources: tuple[Source, ...]
    variants: Count = 1
    needs: tuple[str, ...] = ()


COMMON_FIELDS = frozenset(f.encode_name for f in msgspec.structs.fields(QuestionFile))
