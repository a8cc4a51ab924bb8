"""Answers that this judge hands back to the learner: too short, formulas or code, another
language, a list of keywords."""

from __future__ import annotations

import re
from typing import Literal

from viva.judge.kinds.explain.reading import CJK, Reading, tongue_of

Why = Literal["short", "formulas", "language", "keywords"]

_CODE = re.compile(
    r"```.*?(?:```|\Z)|\$\$.*?\$\$|^\s*(?:def|import|from|class|return)\b.*$", re.S | re.M
)
_LATIN = re.compile(r"[a-zA-Z][a-zA-Z']*")
_ZH = re.compile(f"[{CJK}]")
_FORMULA = re.compile(r"[=+*/^_{}\\<>|\[\]$&#~−×·∑∂√]")
_ARROWS = re.compile(r"[→⇒←↑↓≈≫≪]|->|=>")
_COLONS = re.compile(r"[:：=](?=\s*\S)")
_SMALL_EN_WORDS = """
the a an of to in is are was be by for with on at as it its this that these those and or but
so if then than from into which when while during not no can could will would may might have
has had do does you we they i our your their there each also more most such like over under
between use uses used using help helps because how what where both one two less fewer per
instead via makes make gives give means faster slower too very just only don't doesn't isn't
it's you're that's every all any without until after before through same other never
"""
_SMALL_EN = frozenset(_SMALL_EN_WORDS.split())
_OTHER_WORDS = """
der die das und ist nicht ein eine mit für auf wird werden den dem le la les des du une est et
que pour dans sur avec pas el los las es por para con una como en y il lo gli che di per sono
o os um uma não é da do em het een van niet
"""
_OTHER = frozenset(_OTHER_WORDS.split()) - {"do", "per", "in", "la"}
_SMALL_ZH = frozenset(
    "的了是在和与对使将把被为以也都就会能可让而并及其这那时中上下从到由于通过如果因所但用不要再每个有来"
    "更越只给做得去很太它我们你"
)


def unfit(text: str, reading: Reading) -> Why | None:
    """Why this answer is not judged point by point, or None."""
    latin, chinese = _LATIN.findall(text), _ZH.findall(text)
    letters = sum(c.isalpha() for c in text)
    known = sum(len(w) for w in latin) + len(chinese)
    if letters >= 8 and known < 0.6 * letters:
        return "language"
    visible = sum(not c.isspace() for c in text)
    code = sum(sum(not c.isspace() for c in m[0]) for m in _CODE.finditer(text))
    signs = len(_FORMULA.findall(text))
    if visible >= 12 and (code > 0.5 * visible or signs > 0.15 * visible):
        return "formulas"
    if len(latin) + len(chinese) / 1.8 < 3:
        return "short"
    words = [w.lower() for w in latin]
    if tongue_of(text) == "en" and len(words) >= 8:
        other = sum(w in _OTHER for w in words)
        small = sum(w in _SMALL_EN for w in words)
        if other > small and other >= 0.12 * len(words):
            return "language"
    return "keywords" if soup(text) else None


def soup(text: str) -> bool:
    """Is it a heap of keywords without what makes a statement: small words, or the arrows and the
    colons line by line of notes?"""
    words = [w.lower() for w in _LATIN.findall(text)]
    chinese = _ZH.findall(text)
    marks = len(_ARROWS.findall(text))
    if text.strip().count("\n") >= 2:
        marks += len(_COLONS.findall(text))
    if tongue_of(text) == "en":
        if len(words) < 8:
            return False
        small = sum(w in _SMALL_EN or w.endswith("n't") for w in words) + marks
        return small < 0.12 * len(words)
    if len(chinese) < 20:
        return False
    small = (sum(c in _SMALL_ZH for c in chinese) + 2 * marks) / len(chinese)
    pieces = [p for p in re.split(r"[\s,，、;；。.:：/]+", text) if p]
    short = len(pieces) >= 8 and sorted(len(p) for p in pieces)[len(pieces) // 2] <= 4
    return small < (0.12 if short else 0.05)
