"""A rubric made ready, and what each sentence of an answer shows about each of its points."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from viva.core import Text
from viva.judge.kinds.explain import cues, meaning
from viva.judge.kinds.explain.ngrams import Likeness, grams, share_in
from viva.judge.kinds.explain.reading import (
    Clause,
    Reading,
    Sentence,
    Tongue,
    clauses_of,
    normalise,
    simplified,
    split,
    tongue_of,
)
from viva.judge.kinds.explain.repair import Speller
from viva.judge.kinds.explain.schema import Contradiction, Rubric
from viva.judge.kinds.explain.terms import expand, latin_words, pattern

Groups = tuple[tuple[str, ...], ...]
FEATURES = (
    "all the groups of an alternative in two neighbouring clauses",
    "in the sentence",
    "in the sentence and the one before or after",
    "share of the groups found",
    "cosine with the nearest exemplar",
    "share of the nearest exemplar contained",
    "cosine less that of the nearest sibling",
)
_ECHO = 0.8
TONGUES: tuple[Tongue, ...] = ("en", "zh")


class Sign(msgspec.Struct, frozen=True):
    """What one sentence shows about one point: the `FEATURES`, and the words that were found."""

    features: tuple[float, ...]
    words: tuple[str, ...] = ()


class Ready:
    """A rubric compiled: patterns, exemplars and a vocabulary. Costs some milliseconds."""

    def __init__(self, rubric: Rubric, prompt: Text, exemplars: Sequence[tuple[int, str]]) -> None:
        """`exemplars`: (number of the point, sentence), besides the claims themselves."""
        self.rubric = rubric
        self.prompt = prompt
        self._meaning: meaning.Meaning | None = None
        self.alternatives: list[list[Groups]] = [
            [expand(line, rubric.concepts) for line in p.lexicon] for p in rubric.point
        ]
        self.contradictions: list[tuple[Contradiction, list[Groups], Groups]] = [
            (
                c,
                [expand(line, rubric.concepts) for line in c.when],
                expand(c.unless, rubric.concepts) if c.unless else (),
            )
            for c in rubric.contradiction
        ]
        self.exemplars = [
            (i, normalise(t))
            for i, t in [
                *((n, t) for n, p in enumerate(rubric.point) for t in (p.claim.en, p.claim.zh)),
                *exemplars,
            ]
        ]
        wrong = [normalise(s) for c in rubric.contradiction for s in (*c.says_en, *c.says_zh)]
        asked = [normalise(t) for t in (prompt.en, prompt.zh)]
        self._asked = {t: frozenset(grams(a)) for t, a in zip(TONGUES, asked, strict=True)}
        self.likeness = Likeness([t for _, t in self.exemplars], [*wrong, *asked])
        groups = {g for alts in self.alternatives for alt in alts for g in alt}
        listed = {w for g in groups for w in latin_words(g)}
        prose = {w for t in [*(t for _, t in self.exemplars), *asked, *wrong] for w in _latin(t)}
        self.speller = Speller(listed | prose)
        self.direction = [
            {tongue: self._agreed(i, tongue) for tongue in TONGUES}
            for i in range(len(rubric.point))
        ]
        self.denies = [
            {
                tongue: any(
                    cues.negated(t) for j, t in self.exemplars if j == i and tongue_of(t) == tongue
                )
                for tongue in TONGUES
            }
            for i in range(len(rubric.point))
        ]

    def _agreed(self, i: int, tongue: Tongue) -> tuple[int, ...]:
        own = (t for j, t in self.exemplars if j == i and tongue_of(t) == tongue)
        return cues.agreed([cues.directions(t) for t in own])

    def read(self, text: str) -> Reading:
        """The answer in sentences and clauses; a sentence that only echoes the question is left
        out."""
        # One conversion for all: that Traditional characters are there is known of the whole.
        whole = simplified(text)
        if len(whole) != len(text):
            whole = text
        sentences: list[Sentence] = []
        clauses: list[Clause] = []
        for start, end in split(text):
            words = self.speller.repair(normalise(whole[start:end]))
            if self._echoes(words):
                continue
            for clause in clauses_of(words) or [words]:
                clauses.append(Clause(clause, len(sentences)))
            sentences.append(Sentence(start, end, text[start:end], words, tongue_of(words)))
        return Reading(tuple(sentences), tuple(clauses), tongue_of(text))

    def _echoes(self, words: str) -> bool:
        return share_in(words, self._asked[tongue_of(words)]) >= _ECHO

    def signs(self, reading: Reading) -> list[list[Sign]]:
        """For each sentence, for each point, its sign. A sentence is not compared with itself
        where it is an exemplar: else an author's own sentences would prove and fit nothing."""
        found = _Found(reading)
        out: list[list[Sign]] = []
        for s, sentence in enumerate(reading.sentences):
            cosines, contains = self.likeness.compare(sentence.words)
            best = [0.0] * len(self.rubric.point)
            held = [0.0] * len(self.rubric.point)
            for (i, text), c, k in zip(self.exemplars, cosines, contains, strict=True):
                if text == sentence.words:
                    continue
                best[i], held[i] = max(best[i], c), max(held[i], k)
            row: list[Sign] = []
            for i, alternatives in enumerate(self.alternatives):
                lexical, words = found.lexical(s, alternatives)
                sibling = max((b for j, b in enumerate(best) if j != i), default=0.0)
                row.append(Sign((*lexical, best[i], held[i], best[i] - sibling), words))
            out.append(row)
        if meaning.wanted():
            return self._with_meaning(reading, out)
        return out

    def _with_meaning(self, reading: Reading, signs: list[list[Sign]]) -> list[list[Sign]]:
        """The signs with the features of meaning, which are the whole answer's."""
        if self._meaning is None:
            self._meaning = meaning.Meaning(self.exemplars, len(self.rubric.point))
        anywhere = self._meaning.anywhere([s.words for s in reading.sentences])
        return [
            [
                Sign((*sign.features, *more), sign.words)
                for sign, more in zip(row, anywhere, strict=True)
            ]
            for row in signs
        ]

    def contradicted(self, reading: Reading) -> list[tuple[Contradiction, int]]:
        """The contradictions that are recognised, each with the number of its sentence."""
        out: list[tuple[Contradiction, int]] = []
        for contradiction, alternatives, guard in self.contradictions:
            for s, scope in _scopes(reading, contradiction.scope):
                if any(pattern(g).search(scope) for g in guard):
                    continue
                if not contradiction.negated and cues.excused(scope):
                    continue
                if any(all(pattern(g).search(scope) for g in alt) for alt in alternatives):
                    out.append((contradiction, s))
                    break
        return out


def _scopes(reading: Reading, scope: str) -> list[tuple[int, str]]:
    if scope == "clause":
        return [(c.sentence, c.words) for c in reading.clauses]
    return [(n, s.words) for n, s in enumerate(reading.sentences)]


def _latin(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text)


class _Found:
    """Which groups are found in which clauses; each group is looked for once."""

    def __init__(self, reading: Reading) -> None:
        self._clauses = reading.clauses
        self._of: list[list[int]] = [[] for _ in reading.sentences]
        for n, clause in enumerate(reading.clauses):
            self._of[clause.sentence].append(n)
        self._hits: dict[tuple[str, ...], dict[int, str]] = {}

    def _group(self, group: tuple[str, ...]) -> dict[int, str]:
        if group not in self._hits:
            find = pattern(group).search
            self._hits[group] = {
                n: m[0] for n, c in enumerate(self._clauses) if (m := find(c.words))
            }
        return self._hits[group]

    def lexical(
        self, sentence: int, alternatives: Sequence[Groups]
    ) -> tuple[tuple[float, float, float, float], tuple[str, ...]]:
        here = self._of[sentence]
        beside = [
            n for s in (sentence - 1, sentence + 1) if 0 <= s < len(self._of) for n in self._of[s]
        ]
        near = whole = pair = share = 0.0
        words: tuple[str, ...] = ()
        for alternative in alternatives:
            hits = [self._group(g) for g in alternative]
            mine = [[n for n in here if n in h] for h in hits]
            count = sum(bool(m) for m in mine)
            if not count:
                continue
            if count / len(hits) > share:
                share = count / len(hits)
                words = tuple(h[m[0]] for h, m in zip(hits, mine, strict=True) if m)
            if count == len(hits):
                whole = 1.0
                if any(all(n in m or n + 1 in m for m in mine) for n in here):
                    near = 1.0
            elif all(m or any(n in h for n in beside) for h, m in zip(hits, mine, strict=True)):
                pair = 1.0
        return (near, whole, max(pair, whole), share), words
