"""The Markdown of a question in both languages, with a variant's numbers filled in.

A place is `{{ name }}`, `{{ name[0] }}`, `{{ name.key }}` or `{{ name:format }}`. The format is
Python's for numbers (`.3f`, `,`, `.1%`), applied to each number of a list, or `matrix`,
`matrix .2f` (a LaTeX matrix). Nothing is evaluated: a third party's prose cannot compute.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any, cast

from viva.catalog.declared import read_text
from viva.core import BadInput, Question, Text

_PLACE = re.compile(r"\{\{\s*([A-Za-z_]\w*(?:\.\w+|\[\d+\])*)\s*(?::\s*([^{}]*?))?\s*\}\}")
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
_CODE = re.compile(r"(^```.*?^```)", re.S | re.M)
# A line break between two Chinese characters is no space: it is there for the author's editor.
# A heading's own line ends where it ends.
_CHINESE = r"\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_WRAPPED = re.compile(rf"^(?!#)(.*[{_CHINESE}])\n(?=[{_CHINESE}])", re.M)
_HINT = re.compile(r"^## .*$", re.M)


def read_prose(question: Question, stem: str, *, optional: bool = False) -> Text | None:
    """`<stem>.en.md` and `<stem>.zh.md`; both or, when optional, neither."""
    texts: dict[str, str] = {}
    for language in ("en", "zh"):
        path = question.folder / f"{stem}.{language}.md"
        if optional and not path.exists():
            continue
        text = read_text(path, f"{question.where}/{path.name}").strip()
        if not text:
            raise BadInput("is empty.", where=f"{question.where}/{path.name}", mend="Write it.")
        texts[language] = _unwrapped(text) if language == "zh" else text
    if not texts:
        return None
    if len(texts) == 1:
        have = next(iter(texts))
        lack = "zh" if have == "en" else "en"
        raise BadInput(
            f"{stem}.{have}.md has no twin {stem}.{lack}.md.",
            where=question.where,
            mend="Both languages are compulsory: write it.",
        )
    return Text(texts["en"], texts["zh"])


def _unwrapped(text: str) -> str:
    pieces = _CODE.split(text)
    return "".join(p if n % 2 else _joined(p) for n, p in enumerate(pieces))


def _joined(text: str) -> str:
    while (joined := _WRAPPED.sub(r"\1", text)) != text:
        text = joined
    return text


def read_hints(question: Question) -> tuple[Text, ...]:
    """The ladder of hints.<language>.md: one rung after each `## ` heading, mildest first."""
    both = read_prose(question, "hints", optional=True)
    if both is None:
        return ()
    en, zh = ([h.strip() for h in _HINT.split(t)[1:]] for t in (both.en, both.zh))
    if len(en) != len(zh) or not en or not all(en + zh):
        raise BadInput(
            f"hints.en.md has {len(en)} rungs and hints.zh.md {len(zh)}.",
            where=question.where,
            mend="Give each the same number, each after a line that starts with `## `, none empty.",
        )
    return tuple(Text(a, b) for a, b in zip(en, zh, strict=True))


def fill(text: Text, values: Mapping[str, Any], where: str) -> Text:
    """The text with its places filled from `values`; {"en", "zh"} values go by language."""
    return Text(*(_fill(t, values, lang, where) for t, lang in ((text.en, "en"), (text.zh, "zh"))))


def fill_one(text: str, values: Mapping[str, Any], where: str) -> str:
    """One text that belongs to no language (an answer in cases.toml)."""
    return _fill(text, values, "en", where)


def _fill(text: str, values: Mapping[str, Any], language: str, where: str) -> str:
    def value(match: re.Match[str]) -> str:
        name, spec = match[1], match[2] or ""
        found = _look_up(name, values, where)
        if isinstance(found, dict) and {"en", "zh"} == set(cast("dict[str, Any]", found)):
            found = cast("dict[str, Any]", found)[language]
        try:
            return _spell(found, spec)
        except (ValueError, TypeError) as e:
            raise BadInput(f"`{{{{ {name}:{spec} }}}}` cannot be written: {e}.", where=where) from e

    return _PLACE.sub(value, text)


def _look_up(name: str, values: Mapping[str, Any], where: str) -> Any:
    head = re.match(r"\w+", name)
    assert head is not None
    if head[0] not in values:
        near = difflib.get_close_matches(head[0], list(values), n=1, cutoff=0.5)
        mend = f"Did you mean `{near[0]}`?" if near else f"There are: {', '.join(values)}."
        raise BadInput(f"`{{{{ {name} }}}}` names no value.", where=where, mend=mend)
    found = values[head[0]]
    for key, index in _STEP.findall(name[head.end() :]):
        try:
            found = found[key] if key else found[int(index)]
        except (KeyError, IndexError, TypeError):
            raise BadInput(f"`{{{{ {name} }}}}` goes nowhere.", where=where) from None
    return found


def _spell(value: Any, spec: str) -> str:
    if spec.startswith("matrix"):
        inner = spec.removeprefix("matrix").strip()
        rows = [r if isinstance(r, list | tuple) else [r] for r in value]
        body = r" \\ ".join(" & ".join(_spell(x, inner) for x in row) for row in rows)
        return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"
    if isinstance(value, tuple):
        parts = [_spell(x, spec) for x in cast("tuple[Any, ...]", value)]
        return f"({parts[0]},)" if len(parts) == 1 else f"({', '.join(parts)})"
    if isinstance(value, list):
        return f"[{', '.join(_spell(x, spec) for x in cast('list[Any]', value))}]"
    if isinstance(value, float) and not spec:
        text = f"{value:.6g}"
        return text if "e" not in text else f"{value:.3e}"
    return format(value, spec)
