"""Compares printed output by value: layout, np.float64(...), 1 against 1.0, and rounding differ.

This file is also copied into imported banks, so it imports nothing but the standard library.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Union

Tree = Union["Number", "Word", "Row", "Table"]

_WRAPPER = re.compile(r"(?:\b(?:np|numpy|torch)\.)?\b(?:array|tensor|matrix|Tensor|float\d+|"
                      r"int\d+|uint\d+|bool_?|str_|longdouble|Parameter)\s*\(")  # fmt: skip
_OPTION = re.compile(r",?\s*\b(?:dtype|device|requires_grad|grad_fn|shape|size)\s*=\s*"
                     r"(?:<[^<>]*>|'[^']*'|\([^()]*\)|[\w.]+)")  # fmt: skip
_TOKEN = re.compile(
    r"(?P<string>'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\")"
    r"|(?P<number>[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|nan|inf)j?)"
    r"(?![A-Za-z_])"
    r"|(?P<word>[^\s\[\](){},:'\"]+)"
    r"|(?P<mark>[\[\](){},:])"
)
_CLOSE = {"[": "]", "(": ")", "{": "}"}
MAX_CHARS = 200_000
MAX_DEPTH = 50


@dataclass(frozen=True)
class Number:
    """A number, and to how many decimals it was printed."""

    value: complex
    decimals: int


@dataclass(frozen=True)
class Word:
    """Anything else that is printed: True, None, a string, prose."""

    text: str


@dataclass(frozen=True)
class Row:
    """A list, a tuple or an array; `unordered` for a set."""

    items: tuple[Tree, ...]
    unordered: bool = False


@dataclass(frozen=True)
class Table:
    """A dictionary."""

    items: tuple[tuple[Tree, Tree], ...]


class TooDeep(ValueError):
    """Brackets are nested beyond what any result needs."""


def disagreement(got: str, expected: str) -> str | None:
    """Why the printed text is not the expected one, or None if it means the same."""
    if len(got) > MAX_CHARS:
        return f"It printed {len(got)} characters."
    try:
        a, b = parse(got), parse(expected)
    except TooDeep as e:
        return str(e)
    where = _differs(a, b, "")
    if where is None:
        return None
    return f"Printed: {_short(got)} Expected: {_short(expected)}{where}"


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 300 else text[:297] + "…"


def parse(text: str) -> Row:
    """The values in a printed text, as a row of trees."""
    text = _unwrapped(_OPTION.sub("", text))
    tokens = [(m.lastgroup or "", m[0]) for m in _TOKEN.finditer(text)]
    items, rest = _items(tokens, 0, "", 0)
    # A closing bracket that nobody opened is prose.
    while rest < len(tokens):
        more, rest = _items(tokens, rest + 1, "", 0)
        items += more
    return Row(tuple(x for x in items if x != Word(",")))


def _unwrapped(text: str) -> str:
    """`np.float64(1.5)` → `1.5`, `array([1, 2])` → `[1, 2]`: the call goes, its argument stays."""
    while match := _WRAPPER.search(text):
        depth, i = 1, match.end()
        while i < len(text) and depth:
            depth += {"(": 1, ")": -1}.get(text[i], 0)
            i += 1
        inner = text[match.end() : i - 1 if not depth else i]
        text = f"{text[: match.start()]} {inner.rstrip().rstrip(',')} {text[i:]}"
    return text


def _items(tokens: list[tuple[str, str]], i: int, close: str, depth: int) -> tuple[list[Tree], int]:
    if depth > MAX_DEPTH:
        raise TooDeep(f"brackets are nested more than {MAX_DEPTH} deep")
    items: list[Tree] = []
    while i < len(tokens):
        kind, text = tokens[i]
        if kind == "mark" and text in "])}":
            return items, i
        if kind == "mark" and text in "[({":
            inner, i = _items(tokens, i + 1, _CLOSE[text], depth + 1)
            items.append(_closed(text, inner))
        elif kind == "mark":
            items.append(Word(text))
        elif kind == "number":
            items.append(_number(text))
        else:
            items.append(Word(text[1:-1] if kind == "string" else text))
        i += 1
    return items, i


def _closed(open_: str, inner: list[Tree]) -> Tree:
    if open_ == "{" and Word(":") in inner:
        pairs: list[tuple[Tree, Tree]] = []
        for part in _split(inner, ","):
            halves = _split(part, ":")
            if len(halves) == 2 and len(halves[0]) == len(halves[1]) == 1:
                pairs.append((halves[0][0], halves[1][0]))
            elif part:
                pairs.append((Row(tuple(halves[0])), Row(tuple(x for h in halves[1:] for x in h))))
        return Table(tuple(pairs))
    items = tuple(x for x in inner if x not in (Word(","),))
    if open_ == "(" and len(items) == 1 and Word(",") not in inner:
        return items[0]
    return Row(items, unordered=open_ == "{" and bool(items))


def _split(items: list[Tree], mark: str) -> list[list[Tree]]:
    parts: list[list[Tree]] = [[]]
    for item in items:
        if item == Word(mark):
            parts.append([])
        else:
            parts[-1].append(item)
    return parts


def _number(text: str) -> Number:
    mantissa = re.split("[eE]", text)[0]
    decimals = len(mantissa.partition(".")[2].rstrip("j"))
    if "e" in text.lower() and "nan" not in text and "inf" not in text:
        decimals -= int(re.split("[eE]", text)[1].rstrip("j"))
    return Number(complex(text) if text.endswith("j") else complex(float(text)), decimals)


def _differs(got: Tree, want: Tree, at: str) -> str | None:
    """A short text for the first place that differs, None if none does."""
    place = f" (at {at})" if at else ""
    if isinstance(want, Number):
        return None if isinstance(got, Number) and _near(got, want) else place
    if isinstance(want, Word):
        return None if isinstance(got, Word) and got.text.strip() == want.text.strip() else place
    if isinstance(want, Table):
        if not isinstance(got, Table) or len(got.items) != len(want.items):
            return place
        left = list(got.items)
        for key, value in want.items:
            match = next((p for p in left if _differs(p[0], key, "") is None), None)
            if match is None:
                return place
            left.remove(match)
            if (found := _differs(match[1], value, f"{at}{{…}}")) is not None:
                return found
        return None
    if not isinstance(got, Row) or len(got.items) != len(want.items):
        return place
    if want.unordered and got.unordered:
        rest = list(got.items)
        for item in want.items:
            match_item = next((x for x in rest if _differs(x, item, "") is None), None)
            if match_item is None:
                return place
            rest.remove(match_item)
        return None
    for n, (a, b) in enumerate(zip(got.items, want.items, strict=True)):
        if (found := _differs(a, b, f"{at}[{n}]")) is not None:
            return found
    return None


def _near(got: Number, want: Number) -> bool:
    """Within what the expected text was rounded to: half a unit of its last decimal where it has
    two or more of them. With none or one (`3`, `1.0`) it was most likely printed exactly."""
    a, b = got.value, want.value
    for x, y in ((a.real, b.real), (a.imag, b.imag)):
        if math.isnan(x) or math.isnan(y) or math.isinf(x) or math.isinf(y):
            if not (x == y or (math.isnan(x) and math.isnan(y))):
                return False
            continue
        rounding = 0.505 * 10.0**-want.decimals if want.decimals >= 2 else 0.0
        if abs(x - y) > rounding + 1e-6 * abs(y) + 1e-9:
            return False
    return True
