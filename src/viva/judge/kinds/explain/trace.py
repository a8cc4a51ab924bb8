"""For authors: which words of a text matched what, sentence by sentence."""

from __future__ import annotations

from typing import Any

import msgspec

from viva.core import Variant
from viva.judge.kinds.explain.calibration import calibration
from viva.judge.kinds.explain.judging import examine
from viva.judge.kinds.explain.kind import made_ready
from viva.judge.kinds.explain.unfit import Why, unfit


class Match(msgspec.Struct, frozen=True):
    """What one sentence shows about one point."""

    point: str
    probability: float
    words: tuple[str, ...]
    features: tuple[float, ...]


class Traced(msgspec.Struct, frozen=True):
    """One sentence: what was typed, how it is read, what it matched, what it contradicts."""

    typed: str
    read: str
    matches: tuple[Match, ...]
    contradicts: tuple[str, ...]


class Trace(msgspec.Struct, frozen=True):
    """A whole text; `states` by point; `unfit` says why it is not judged, if it is not."""

    sentences: tuple[Traced, ...]
    states: dict[str, str]
    doubts: dict[str, str]
    unfit: Why | None

    def to_json(self) -> dict[str, Any]:
        return msgspec.to_builtins(self)


def trace(variant: Variant, text: str, *, least: float = 0.05) -> Trace:
    """Every match whose probability is at least `least`."""
    ready = made_ready(variant)
    reading = ready.read(text)
    why = unfit(text, reading)
    signs = ready.signs(reading)
    against: dict[int, list[str]] = {}
    for contradiction, s in ready.contradicted(reading):
        against.setdefault(s, []).append(contradiction.point)
    sentences: list[Traced] = []
    for s, (sentence, row) in enumerate(zip(reading.sentences, signs, strict=True)):
        tongue = sentence.tongue
        matches = [
            Match(point.id, round(p, 3), sign.words, tuple(round(x, 3) for x in sign.features))
            for point, sign in zip(ready.rubric.point, row, strict=True)
            if (p := calibration().probability(tongue, sign.features)) >= least or sign.words
        ]
        matches.sort(key=lambda m: -m.probability)
        sentences.append(
            Traced(sentence.typed, sentence.words, tuple(matches), tuple(against.get(s, ())))
        )
    findings = examine(ready, reading, soup=why == "keywords")
    return Trace(
        tuple(sentences),
        {f.point.id: f.state for f in findings},
        {f.point.id: f.doubt for f in findings if f.doubt},
        why,
    )
