"""Is the prose of a variant whole: both languages, every place filled, every formula readable?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from viva.core import Variant

_LEFT_OPEN = re.compile(r"\{\{\s*[A-Za-z_][\w.\[\]]*\s*(?::[^{}]*)?\}\}")
_CJK = re.compile(r"[\u3400-\u9fff]")
_HTML = re.compile(r"<(?:/?[a-zA-Z][\w-]*(?:\s[^<>]*)?|!--)/?>")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.S)
_MATH = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$(?!\s)([^$\n]+?)(?<!\s)\$(?!\d)", re.S)


def prose_faults(variant: Variant) -> Iterator[str]:
    """What is wrong with prompt, answer and hints, in either language."""
    pieces = [("prompt", variant.prompt), ("answer", variant.worked)]
    pieces += [(f"hint {n}", h) for n, h in enumerate(variant.hints, 1)]
    pieces.append(("title", variant.question.title))
    for name, text in pieces:
        for language, words in (("en", text.en), ("zh", text.zh)):
            for fault in _faults(words, language):
                yield f"{name}.{language}: {fault}"
        if name in ("prompt", "answer") and text.en == text.zh:
            yield f"{name}: English and Chinese are the same text."


def _faults(words: str, language: str) -> Iterator[str]:
    if place := _LEFT_OPEN.search(words):
        yield f"the place {place[0]} is not filled."
    bare = _CODE.sub("", words)
    if tag := _HTML.search(bare):
        yield f"HTML is not allowed: {tag[0]}"
    if "](http" in bare or "![" in bare:
        yield "links and images are not allowed in prose; sources go into question.toml."
    if language == "en" and (found := _CJK.search(bare)):
        yield f"English text holds the Chinese character {found[0]}."
    if language == "zh" and len(bare) > 60 and not _CJK.search(bare):
        yield "Chinese text holds no Chinese."
    for formula in formulas(words):
        if fault := _formula_fault(formula):
            yield f"the formula ${formula[:60]}$ cannot be read: {fault}."


def _formula_fault(formula: str) -> str:
    bare = re.sub(r"\\[{}]", "", formula)
    if bare.count("{") != bare.count("}"):
        return "its braces do not match"
    if formula.count(r"\left") - formula.count(r"\leftarrow") != formula.count(
        r"\right"
    ) - formula.count(r"\rightarrow"):
        return r"\left and \right do not match"
    try:
        drawn = _as_mathml(formula)
    except Exception as e:
        # The library raises a zoo of its own; all of it means that a browser cannot show this.
        return f"{type(e).__name__} {e}".strip()
    if unknown := re.search(r">\\([A-Za-z]+)<", drawn):
        return f"there is no command \\{unknown[1]}"
    return ""


def formulas(markdown: str) -> Iterator[str]:
    """The LaTeX between dollar signs, outside code."""
    for match in _MATH.finditer(_CODE.sub("", markdown)):
        yield match[1] or match[2]


def _as_mathml(formula: str) -> str:
    from latex2mathml.converter import convert

    return convert(formula)
