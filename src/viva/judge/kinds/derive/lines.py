"""An answer as lines: which part each line belongs to, and which step it names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast

import msgspec

from viva.core import BadInput
from viva.judge.kinds.derive.schema import Part

MAX_LINES = 24

_LABEL = re.compile(r"^\s*([A-Za-z][A-Za-z0-9_]*)\s*[:：](?!=)\s*(.*)$", re.DOTALL)
_GOES_ON = re.compile(r"(?:[-+*/=,(\[{&]|\\\\|\\cdot|\\times)\s*$")


class Line(msgspec.Struct, frozen=True):
    """One formula of an answer; `step` is the name of the step that it claims to be."""

    text: str
    step: str = ""


Lines = dict[str, tuple[Line, ...]]


def read_lines(raw: object, parts: Sequence[Part]) -> Lines:
    """The lines of every part, in order.

    Args:
        raw: a text (a line each), a list of lines, or an object of parts. With several parts a
            line says which it belongs to, `objective: …`; those after it without a label go on.
        parts: what the question asks.

    Raises:
        BadInput: where it is no answer, naming the mend.
    """
    table: dict[str, list[Line]] = {part.name: [] for part in parts}
    if isinstance(raw, Mapping):
        for name, value in cast("Mapping[str, object]", raw).items():
            if name not in table:
                raise BadInput(
                    f"the answer has no part `{name}`.",
                    mend=f"There are: {', '.join(table)}.",
                    zh=f"这道题没有名为“{name}”的一问，只有：{'、'.join(table)}。",
                )
            part = next(p for p in parts if p.name == name)
            for text in _texts(value):
                table[name].append(_labelled(text, part))
    else:
        _distribute(_texts(raw), parts, table)
    count = sum(len(lines) for lines in table.values())
    if count == 0:
        names = ", ".join(table)
        raise BadInput(
            "nothing was answered.",
            mend=f"Give {names}." if len(table) > 1 else "Type a formula.",
            zh="没有作答。请输入公式。",
        )
    if count > MAX_LINES:
        raise BadInput(
            f"the answer has {count} lines; the most is {MAX_LINES}.",
            mend="Keep the lines that lead to the result.",
            zh=f"答案有 {count} 行，最多 {MAX_LINES} 行。",
        )
    return {name: tuple(lines) for name, lines in table.items()}


def write_lines(lines: Lines, parts: Sequence[Part]) -> list[str]:
    """The lines as a list that `read_lines` takes again."""
    out: list[str] = []
    for part in parts:
        for line in lines.get(part.name, ()):
            label = line.step or (part.name if len(parts) > 1 else "")
            out.append(f"{label}: {line.text}" if label else line.text)
    return out


def _texts(raw: object) -> list[str]:
    if isinstance(raw, str):
        return _split(raw)
    if isinstance(raw, (list, tuple)):
        items = cast("Sequence[object]", raw)
        if all(isinstance(item, str) for item in items):
            return [text for item in items for text in _split(cast("str", item))]
    raise BadInput(
        f"a derive answer is a formula or a list of lines, not {type(raw).__name__}.",
        mend="Give text.",
        zh="推导题的答案应是公式，或由若干行公式组成的列表。",
    )


def _split(text: str) -> list[str]:
    """A text's lines; a formula that is not finished at the end of a line goes on."""
    out: list[str] = []
    waiting = ""
    for line in text.splitlines():
        waiting = f"{waiting} {line.strip()}".strip() if waiting else line.strip()
        if not waiting:
            continue
        open_brackets = sum(waiting.count(c) for c in "({[") - sum(waiting.count(c) for c in ")}]")
        environments = waiting.count("\\begin") - waiting.count("\\end")
        if open_brackets > 0 or environments > 0 or _GOES_ON.search(waiting):
            continue
        out.append(waiting)
        waiting = ""
    return [*out, waiting] if waiting else out


def _labelled(text: str, part: Part) -> Line:
    found = _LABEL.match(text)
    if found is None:
        return Line(text)
    if found[1] == part.name:
        return Line(found[2])
    if any(step.name == found[1] for step in part.step):
        return Line(found[2], found[1])
    return Line(text)


def _distribute(texts: list[str], parts: Sequence[Part], table: dict[str, list[Line]]) -> None:
    if not texts:
        return
    owners = {part.name: part for part in parts}
    owners.update({step.name: part for part in parts for step in part.step})
    labels = [found[1] if (found := _LABEL.match(t)) else "" for t in texts]
    if len(parts) > 1 and not any(label in owners for label in labels):
        if len(texts) != len(parts):
            raise BadInput(
                f"this question has {len(parts)} parts.",
                mend="Give a line each: " + ", ".join(f"`{p.name}: …`" for p in parts) + ".",
                zh=f"这道题有 {len(parts)} 问，请一行一问："
                + "，".join(f"`{p.name}: …`" for p in parts)
                + "。",
            )
        for part, text in zip(parts, texts, strict=True):
            table[part.name].append(Line(text))
        return
    current = parts[0]
    for text, label in zip(texts, labels, strict=True):
        current = owners.get(label, current)
        table[current.name].append(_labelled(text, current))
