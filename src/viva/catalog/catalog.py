"""Finds banks, and what is in them; one broken question never hides the others."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from viva.catalog.cache import ParseCache
from viva.catalog.declared import declared, parse_toml, read_text, read_toml
from viva.catalog.schema import COMMON_FIELDS, BankFile, QuestionFile, TopicFile, TrackFile
from viva.core import BadInput, Question, Topic, Track

FORMAT = 1


class Bank(msgspec.Struct, frozen=True):
    """A folder of topics. `package` is its importable name; a bank given by path has none."""

    folder: Path
    package: str = ""

    @property
    def trusted(self) -> bool:
        return bool(self.package)


def installed_banks() -> list[Bank]:
    """The banks that installed distributions offer through the entry-point group viva.banks."""
    from importlib import metadata, util

    banks: list[Bank] = []
    for point in sorted(metadata.entry_points(group="viva.banks"), key=lambda p: p.name):
        spec = util.find_spec(point.value)
        if spec is None or not spec.submodule_search_locations:
            raise BadInput(
                f"the installed bank `{point.name}` names the package `{point.value}`, "
                "which cannot be found.",
                mend="Reinstall the distribution that brings it.",
            )
        banks.append(Bank(Path(next(iter(spec.submodule_search_locations))), point.value))
    return banks


def bank_at(path: Path) -> Bank:
    """A bank given by path: somebody's, not trusted."""
    if not path.is_dir():
        raise BadInput(f"there is no folder {path}.", mend="Give the folder that holds bank.toml.")
    if not (path / "bank.toml").is_file():
        raise BadInput(
            f"{path} holds no bank.toml, so it is not a bank.",
            mend="Give the folder that holds bank.toml and topics/.",
        )
    return Bank(path.resolve())


class Catalog:
    """All topics, tracks and questions of some banks, parsed and validated.

    `problems` holds what could not be read, each a `BadInput` that names its file; asking for
    such a question raises it again.
    """

    def __init__(self, banks: Iterable[Bank], *, cache: ParseCache | None = None) -> None:
        self.banks: tuple[Bank, ...] = tuple(banks)
        self.problems: list[BadInput] = []
        self._broken: dict[str, BadInput] = {}
        topics: dict[str, Topic] = {}
        tracks: dict[str, Track] = {}
        questions: dict[str, Question] = {}
        cache = cache or ParseCache(None)
        for bank in self.banks:
            self._read_bank(bank, cache, topics, tracks, questions)
        in_tracks: dict[str, list[str]] = {}
        for track in tracks.values():
            for topic in track.topics:
                in_tracks.setdefault(topic, []).append(track.id)
        for id, question in questions.items():
            names = tuple(
                t
                for t in in_tracks.get(question.topic, ())
                if not tracks[t].kinds or question.kind in tracks[t].kinds
            )
            if names:
                questions[id] = msgspec.structs.replace(question, tracks=names)
        cache.write()
        self.topics: Mapping[str, Topic] = MappingProxyType(topics)
        self.tracks: Mapping[str, Track] = MappingProxyType(tracks)
        self.questions: Mapping[str, Question] = MappingProxyType(questions)

    @classmethod
    def installed(cls, extra: Iterable[Path] = ()) -> Catalog:
        """The installed banks, and any given by path (also those in VIVA_BANKS, by `:`)."""
        paths = [*extra, *(Path(p) for p in os.environ.get("VIVA_BANKS", "").split(":") if p)]
        return cls([*installed_banks(), *(bank_at(p) for p in paths)], cache=ParseCache.default())

    def question(self, id: str) -> Question:
        """The question with this id, or a `BadInput` that names the nearest ones."""
        if id in self.questions:
            return self.questions[id]
        if id in self._broken:
            raise self._broken[id]
        raise unknown("question", id, self.questions, "viva list")

    def topic(self, id: str) -> Topic:
        """The topic with this id, or a `BadInput` that names the nearest ones."""
        if id not in self.topics:
            raise unknown("topic", id, self.topics, "viva topics")
        return self.topics[id]

    def track(self, id: str) -> Track:
        """The track with this id, or a `BadInput` that names the nearest ones."""
        if id not in self.tracks:
            raise unknown("track", id, self.tracks, "viva topics")
        return self.tracks[id]

    def _problem(self, error: BadInput, question: str = "") -> None:
        self.problems.append(error)
        if question:
            self._broken[question] = error

    def _read_bank(
        self,
        bank: Bank,
        cache: ParseCache,
        topics: dict[str, Topic],
        tracks: dict[str, Track],
        questions: dict[str, Question],
    ) -> None:
        try:
            head = declared(
                read_toml(bank.folder / "bank.toml", "bank.toml"), BankFile, "bank.toml"
            )
            if head.format != FORMAT:
                raise BadInput(
                    f"the field `format` is {head.format}; this viva reads format {FORMAT}.",
                    where=str(bank.folder / "bank.toml"),
                    mend="Update viva or the bank.",
                )
        except BadInput as e:
            self._problem(e)
            return
        for folder in _folders(bank.folder / "topics"):
            topic_id = folder.name
            where = f"topics/{topic_id}/topic.toml"
            try:
                if topic_id in topics:
                    raise BadInput(
                        f"another bank has a topic `{topic_id}` too.",
                        where=where,
                        mend="Rename it.",
                    )
                file = declared(read_toml(folder / "topic.toml", where), TopicFile, where)
            except BadInput as e:
                self._problem(e)
                continue
            topics[topic_id] = Topic(topic_id, file.title, file.group, file.requires, folder)
            for place in _folders(folder):
                if not (place / "question.toml").exists():
                    continue
                id = f"{topic_id}/{place.name}"
                try:
                    questions[id] = _read_question(bank, topic_id, place, cache)
                except BadInput as e:
                    self._problem(e, id)
        track_folder = bank.folder / "tracks"
        for path in sorted(track_folder.glob("*.toml")) if track_folder.is_dir() else []:
            where = f"tracks/{path.name}"
            try:
                file = declared(read_toml(path, where), TrackFile, where)
            except BadInput as e:
                self._problem(e)
                continue
            tracks[path.stem] = Track(path.stem, file.title, file.topics, file.kinds)


def _folders(parent: Path) -> Iterator[Path]:
    if not parent.is_dir():
        return
    with os.scandir(parent) as entries:
        names = sorted(e.name for e in entries if e.is_dir() and not e.name.startswith(("_", ".")))
    for name in names:
        yield parent / name


def _read_question(bank: Bank, topic: str, folder: Path, cache: ParseCache) -> Question:
    where = f"topics/{topic}/{folder.name}/question.toml"
    text = read_text(folder / "question.toml", where)
    table: dict[str, Any] = cache.table(text, lambda: parse_toml(text, where))
    common = {k: v for k, v in table.items() if k in COMMON_FIELDS}
    file = declared(common, QuestionFile, where)
    if not file.sources:
        raise BadInput("no source is named.", where=where, mend="Add a [[sources]] table.")
    return Question(
        id=f"{topic}/{folder.name}",
        topic=topic,
        kind=file.kind,
        level=file.level,
        title=file.title,
        sources=file.sources,
        folder=folder,
        bank=bank.folder,
        trusted=bank.trusted,
        parametric=(folder / "generate.py").exists(),
        variants=file.variants,
        needs=file.needs,
        detail={k: v for k, v in table.items() if k not in COMMON_FIELDS},
    )


def unknown(what: str, id: str, known: Iterable[str], where_to_look: str) -> BadInput:
    """There is no such thing; these are near."""
    names = list(known)
    near = difflib.get_close_matches(id, names, n=3, cutoff=0.5)
    tail = id.rpartition("/")[2]
    near += [n for n in names if n not in near and tail and tail in n][: 3 - len(near)]
    mend = f"Did you mean {' or '.join(near)}?" if near else f"`{where_to_look}` shows them all."
    return BadInput(f"there is no {what} `{id}`.", mend=mend)
