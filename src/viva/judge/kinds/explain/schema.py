"""rubric.toml and sentences.toml: what an author declares, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from viva.catalog.declared import declared, read_toml
from viva.catalog.schema import Name
from viva.core import BadInput, Question, Text
from viva.judge.kinds.explain.terms import groups_of, names_in

Weight = Annotated[float, msgspec.Meta(gt=0, le=10)]
NOTHING = Text("", "")


class Point(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One atomic claim that a good answer makes.

    `essential` points make up the full score; others are extra and can make up for a missing one.
    `lexicon` lists alternatives; see `viva.judge.kinds.explain.terms` for how one is written.
    """

    id: Name
    claim: Text
    lexicon: tuple[str, ...]
    weight: Weight = 1.0
    essential: bool = True
    follow_up: Text = NOTHING


class Contradiction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A wrong claim that people make about a point, how it is recognised, and the truth.

    Every group of one of `when` must be found within `scope`, and no group of `unless`.
    `negated`: the wrong claim itself holds a negation, so that one does not excuse it.
    `says` are sentences that must be flagged.
    """

    point: Name
    when: tuple[str, ...]
    truth: Text
    says_en: tuple[str, ...]
    says_zh: tuple[str, ...]
    unless: str = ""
    scope: str = "clause"
    negated: bool = False


class Rubric(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """rubric.toml."""

    point: tuple[Point, ...]
    contradiction: tuple[Contradiction, ...] = ()
    concepts: dict[str, str] = {}


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sentences of people that make one point, and near misses that do not make it."""

    point: Name
    en: tuple[str, ...]
    zh: tuple[str, ...]
    near_en: tuple[str, ...] = ()
    near_zh: tuple[str, ...] = ()
    also: tuple[Name, ...] = ()


class Sentences(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """sentences.toml."""

    said: tuple[Said, ...]


def read_rubric(question: Question) -> Rubric:
    """The rubric in the question's folder, or a `BadInput` that names file, field and mend."""
    where = f"{question.where}/rubric.toml"
    rubric = declared(_table(question.folder, where, "rubric.toml"), Rubric, where)
    ids = [p.id for p in rubric.point]
    if not 2 <= len(ids) <= 12:
        raise BadInput(f"has {len(ids)} points.", where=where, mend="Give between 2 and 12.")
    if twice := {i for i in ids if ids.count(i) > 1}:
        raise BadInput(f"the point `{min(twice)}` stands twice.", where=where)
    if not any(p.essential for p in rubric.point):
        raise BadInput("no point is essential.", where=where, mend="Mark what an answer needs.")
    for point in rubric.point:
        if not point.lexicon:
            raise BadInput(f"the point `{point.id}` has no lexicon.", where=where)
        for line in point.lexicon:
            _check_line(line, rubric, where)
    for c in rubric.contradiction:
        if c.point not in ids:
            raise BadInput(f"a contradiction names the point `{c.point}`.", where=where)
        if c.scope not in ("clause", "sentence"):
            raise BadInput(f"scope is `{c.scope}`.", where=where, mend="clause or sentence.")
        if not c.when:
            raise BadInput(f"a contradiction of `{c.point}` has no `when`.", where=where)
        for line in (*c.when, *([c.unless] if c.unless else [])):
            _check_line(line, rubric, where)
    for name, line in rubric.concepts.items():
        if "@" in line:
            raise BadInput(f"the concept `{name}` refers to another.", where=where)
        _check_line(line, rubric, where)
    return rubric


def read_sentences(question: Question, rubric: Rubric) -> Sentences:
    """The sentences beside the rubric."""
    where = f"{question.where}/sentences.toml"
    sentences = declared(_table(question.folder, where, "sentences.toml"), Sentences, where)
    ids = [p.id for p in rubric.point]
    for said in sentences.said:
        for name in (said.point, *said.also):
            if name not in ids:
                raise BadInput(f"there is no point `{name}` in the rubric.", where=where)
    return sentences


def _table(folder: Path, where: str, name: str) -> dict[str, object]:
    return read_toml(folder / name, where)


def _check_line(line: str, rubric: Rubric, where: str) -> None:
    if unknown := names_in(line) - set(rubric.concepts):
        raise BadInput(f"`@{min(unknown)}` in `{line[:60]}` is no concept.", where=where)
    for group in groups_of(line):
        for term in group:
            bare = term.replace("*", "").replace("~", "").strip()
            if not bare:
                raise BadInput(f"`{line[:60]}` holds an empty word.", where=where)
            if term.count("~") > 2 or len(term) > 80:
                raise BadInput(f"`{term[:60]}` is too long or has more than two gaps.", where=where)
