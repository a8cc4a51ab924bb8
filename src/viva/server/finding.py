"""Finds topics, questions, labs and myths by words of either language."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

import msgspec

from viva.catalog import Catalog
from viva.catalog.prose import read_prose
from viva.core import BadInput, Text, VivaError
from viva.core.traditional import simplified
from viva.server.language import Speaker
from viva.server.schema.topics import Found

if TYPE_CHECKING:
    from viva.lab import Labs
    from viva.lab.myths import Myth

Sort = Literal["topic", "question", "lab", "myth"]
AT_MOST = 40
_AROUND = 60
_PLACE = re.compile(r"\{\{.*?\}\}", re.S)
_MARKUP = re.compile(r"```\w*|\*\*|`|^#+ |^[-*] |\$\$?", re.M)
_BLANK = re.compile(r"\s+")


class Entry(msgspec.Struct, frozen=True):
    """One thing that can be found; `folded` holds its words as they are compared."""

    sort: Sort
    id: str
    title: Text
    where: Text
    body: Text
    folded_title: str
    folded_body: str


def index(catalog: Catalog, labs: Labs, myths: Iterable[Myth]) -> tuple[Entry, ...]:
    """All that can be found, in the order of the bank."""
    entries: list[Entry] = []
    titles = {t.id: t.title for t in catalog.topics.values()}
    for topic in catalog.topics.values():
        entries.append(_entry("topic", topic.id, topic.title, Text("", ""), Text("", "")))
    for question in catalog.questions.values():
        where = titles.get(question.topic, Text.same(question.topic))
        try:
            prompt = read_prose(question, "prompt") or Text("", "")
        except BadInput:
            # One broken file must not hide the others; asking for the question tells.
            prompt = Text("", "")
        body = Text(_bare(prompt.en), _bare(prompt.zh))
        entries.append(_entry("question", question.id, question.title, where, body))
    for lab in labs:
        where = titles.get(lab.topic, Text.same(lab.topic))
        try:
            found = lab.load()
        except VivaError:
            continue
        body = Text(_bare(found.intro.en), _bare(found.intro.zh))
        entries.append(_entry("lab", lab.id, found.title, where, body))
    for myth in myths:
        where = titles.get(myth.topic, Text.same(myth.topic))
        card = myth.card
        body = Text(_bare(card.truth.en), _bare(card.truth.zh))
        entries.append(_entry("myth", myth.id, card.sentence, where, body))
    return tuple(entries)


def _bare(markdown: str) -> str:
    return _BLANK.sub(" ", _MARKUP.sub("", _PLACE.sub("…", markdown))).strip()


def _entry(sort: Sort, id: str, title: Text, where: Text, body: Text) -> Entry:
    name = id.replace("_", " ").replace("/", " ")
    return Entry(
        sort,
        id,
        title,
        where,
        body,
        _fold(f"{title.en}\n{title.zh}\n{name}"),
        _fold(f"{where.en}\n{where.zh}\n{body.en}\n{body.zh}"),
    )


def _fold(text: str) -> str:
    return text.casefold()


def find(entries: Iterable[Entry], query: str, speaker: Speaker) -> list[Found]:
    """The entries that have every word of the query, those with it in the title first."""
    words = [_fold(w) for w in simplified(query).split()][:8]
    if not words:
        return []
    patterns = [_pattern(w) for w in words]
    ranked: list[tuple[int, int, Entry]] = []
    order = {"topic": 0, "question": 1, "lab": 2, "myth": 3}
    for entry in entries:
        score = 0
        for pattern in patterns:
            if pattern.search(entry.folded_title):
                score += 10
            elif pattern.search(entry.folded_body):
                score += 1
            else:
                break
        else:
            ranked.append((-score, order[entry.sort], entry))
    ranked.sort(key=lambda r: (r[0], r[1]))
    return [_found(entry, patterns, speaker) for _, _, entry in ranked[:AT_MOST]]


def _pattern(word: str) -> re.Pattern[str]:
    # Latin words match from their beginning; Chinese has no word boundaries.
    start = r"(?<![a-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    return re.compile(start + re.escape(word), re.I)


def _found(entry: Entry, patterns: list[re.Pattern[str]], speaker: Speaker) -> Found:
    return Found(
        type=entry.sort,
        id=entry.id,
        title=speaker.say(entry.title),
        snippet_html=_snippet(entry.body.pick(speaker.language), patterns, speaker),
        where=speaker.say(entry.where),
    )


def _snippet(body: str, patterns: list[re.Pattern[str]], speaker: Speaker) -> str:
    """What stands around the first word that is found, as safe HTML."""
    hits = [m.start() for p in patterns if (m := p.search(body))]
    start = max(0, min(hits, default=0) - _AROUND)
    piece = body[start : start + 3 * _AROUND]
    marks = sorted({m.span() for p in patterns for m in p.finditer(piece)})
    out: list[str] = []
    at = 0
    for a, b in marks:
        if a < at:
            continue
        out += [html.escape(piece[at:a]), f"<mark>{html.escape(piece[a:b])}</mark>"]
        at = b
    out.append(html.escape(piece[at:]))
    before = "…" if start else ""
    after = "…" if start + 3 * _AROUND < len(body) else ""
    return speaker.say(Text.same(f"{before}{''.join(out)}{after}"))
