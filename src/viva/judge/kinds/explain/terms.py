"""How an author writes words to look for, and the patterns that they become.

A line is groups joined by ` + `: each must be found. A group is words joined by `|`: one must be
found. `@name` stands for the words of a concept. In a word, `*` is any letters, `~` a gap of up
to 36 characters within the clause; a space may be a space, a hyphen or nothing. A Latin word
matches whole words, with a plural s; a Chinese one matches anywhere, because Chinese has no word
boundaries (and `\b` sees none between a Chinese and a Latin letter either).

There is no way to write a regular expression: a bank that is not trusted must not be able to
write one that never ends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from viva.judge.kinds.explain.reading import normalise

_NAME = re.compile(r"^@([a-z_][a-z0-9_]*)\Z")
_GAP = r"[^\n]{0,36}?"


def groups_of(line: str) -> list[list[str]]:
    """The groups of a line, each with its words; concepts still by name, left out of a group."""
    return [
        [t.strip() for t in group.split("|") if not t.strip().startswith("@")]
        for group in line.split(" + ")
    ]


def names_in(line: str) -> set[str]:
    """The concepts that a line refers to."""
    words = (t.strip() for group in line.split(" + ") for t in group.split("|"))
    return {m[1] for w in words if (m := _NAME.match(w))}


def expand(line: str, concepts: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """The groups of a line with every concept replaced by its words."""
    out: list[tuple[str, ...]] = []
    for group in line.split(" + "):
        words: list[str] = []
        for word in group.split("|"):
            word = word.strip()
            if match := _NAME.match(word):
                words += [w.strip() for w in concepts[match[1]].split("|")]
            elif word:
                words.append(word)
        out.append(tuple(words))
    return tuple(out)


@lru_cache(maxsize=8192)
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern that finds any of the words in a normalised text."""
    return re.compile("|".join(_one(w) for w in words))


def _one(word: str) -> str:
    word = "".join(
        piece if piece in "*~" else normalise(piece, strip=False)
        for piece in re.split(r"([*~])", word)
        if piece
    )
    body = "".join(_character(c) for c in word)
    first, last = word[0], word[-1]
    if _latin(first):
        body = r"(?<![a-z0-9])" + body
    if _latin(last):
        plural = r"(?:e?s)?" if last.isalpha() else ""
        body += plural + r"(?![a-z0-9])"
    return body


def _character(c: str) -> str:
    if c == "*":
        return r"[a-z]*"
    if c == "~":
        return _GAP
    if c in " -":
        return r"[ -]?"
    return re.escape(c)


def _latin(c: str) -> bool:
    return c.isascii() and c.isalnum()


def latin_words(words: tuple[str, ...]) -> set[str]:
    """The whole Latin words in a group: what a typing error may be repaired to."""
    found: set[str] = set()
    for word in words:
        found |= set(re.findall(r"(?<![a-z*])[a-z]+(?![a-z*])", word.lower()))
    return found
