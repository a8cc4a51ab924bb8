"""Reads numbers and shapes as people type them, in any common spelling.

Accepted: `1/8`, `1.2e-3`, `1.2×10^-3`, `12.5%`, `1,234,567`, `1 234 567`, `１２，５００`, `3万`,
`25.6M`, a unit that the question declares, and for shapes `(2, 3)`, `[2,3]`, `2x3`, `2×3`,
`torch.Size([2, 3])`, `2 by 3`, `2乘3`. What is ambiguous (`1,5`) is refused with a sentence.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from typing import cast

MAX_LENGTH = 400
MAX_EXPONENT = 400


class Unreadable(ValueError):
    """It is no number; `en` and `zh` say why, to the person who typed it."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh


_SIGNS = str.maketrans({"−": "-", "–": "-", "—": "-", "﹣": "-", "⁄": "/", "∕": "/", "，": ",",
                        "、": ",", "。": ".", "（": "(", "）": ")", "【": "[", "】": "]", "×": "x",
                        "✕": "x", "·": "x", "⋅": "x", "％": "%", "：": ":"})  # fmt: skip
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([ ,_'])\d{3})(?:\1\d{3})*(?:\.\d+)?")
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,4})?", re.I)
_TIMES_TEN = re.compile(r"\s*[x*]\s*10\s*(?:\^|\*\*)\s*[({]?\s*([+-]?\d{1,4})\s*[)}]?\Z")
_TEN_TO = re.compile(r"([+-]?)10\s*(?:\^|\*\*)\s*[({]?\s*([+-]?\d{1,4})\s*[)}]?\Z")
# A left side such as `μ`, `σ²`, `x̂_4`, `\\sigma^2`: Greek, hats and powers are names here.
_NAME = r"\\?[^\W\d][\w\u0300-\u036f^{}\\]*"
_SCALE = {"万": 10**4, "亿": 10**8, "k": 10**3, "m": 10**6, "g": 10**9, "b": 10**9,
          "million": 10**6, "billion": 10**9, "thousand": 10**3}  # fmt: skip
_SCALED = re.compile(r"(.*?\d)\s*(万|亿|k|m|g|b|thousand|million|billion)\Z", re.I | re.S)


def clean(text: str) -> str:
    """Full-width and typographic characters become plain ones; superscripts become `^`."""
    if len(text) > MAX_LENGTH:
        raise Unreadable(
            f"this is {len(text)} characters long; a number needs fewer than {MAX_LENGTH}.",
            f"这段有 {len(text)} 个字符，一个数用不了 {MAX_LENGTH} 个。",
        )
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+", lambda m: "^" + m[0].translate(_SUPER), text)
    text = unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_SIGNS)
    return text.strip().strip("$").replace("\\times", "x").replace("\\cdot", "x").strip()


def real(text: str, *, units: Sequence[str] = (), percent: bool = False) -> Fraction | float:
    """A number, exact where it was typed exactly. With `percent`, `12.5` and `12.5%` are 12.5;
    without, `12.5%` is 0.125. Infinity and NaN are refused: no question has them as an answer."""
    typed = clean(text)
    if not typed:
        raise Unreadable("nothing was typed.", "没有输入内容。")
    body = re.sub(rf"^{_NAME}\s*[=≈]\s*|^[=≈]\s*|^约\s*", "", typed)
    for unit in sorted(units, key=len, reverse=True):
        if body.lower().endswith(unit.lower()) and len(body) > len(unit):
            body = body[: -len(unit)].rstrip()
            break
    if body.endswith("%"):
        value = _quotient(body[:-1].rstrip(), typed)
        return value if percent else value / 100
    return _quotient(body, typed)


def _quotient(body: str, typed: str) -> Fraction | float:
    if body.startswith("(") and body.endswith(")"):
        body = body[1:-1].strip()
    top, slash, bottom = body.partition("/")
    if not slash:
        return _one(body, typed)
    denominator = _one(bottom.strip().strip("()"), typed)
    if denominator == 0:
        raise Unreadable(f"`{typed}` divides by zero.", f"“{typed}”除以了零。")
    return _one(top.strip().strip("()"), typed) / denominator


def _one(body: str, typed: str) -> Fraction | float:
    body = body.strip()
    if ten := _TEN_TO.match(body):
        return _power(Fraction(-1 if ten[1] == "-" else 1), int(ten[2]), typed)
    if times := _TIMES_TEN.search(body):
        return _power(_one(body[: times.start()], typed), int(times[1]), typed)
    if scaled := _SCALED.match(body):
        return _one(scaled[1], typed) * _SCALE[scaled[2].lower()]
    if _GROUPED.fullmatch(body):
        body = re.sub(r"[ ,_']", "", body)
    if not _PLAIN.fullmatch(body):
        raise _no_number(typed)
    mantissa, _, exponent = body.lower().partition("e")
    return _power(Fraction(mantissa), int(exponent or 0), typed)


def _power(value: Fraction | float, exponent: int, typed: str) -> Fraction | float:
    if abs(exponent) > MAX_EXPONENT:
        raise Unreadable(f"`{typed}` is out of range.", f"“{typed}”超出了范围。")
    return value * Fraction(10) ** exponent


def _no_number(typed: str) -> Unreadable:
    shown = typed if len(typed) <= 40 else typed[:37] + "…"
    if re.fullmatch(r"[+-]?\d+,\d+", typed):
        return Unreadable(
            f"`{shown}` may be one number or two: write a decimal point, "
            "or group the digits by three.",
            f"“{shown}”像一个数又像两个数：小数请用点，千分位请每三位一组。",
        )
    if re.search(r"inf|nan|∞", typed, re.I):
        return Unreadable(f"`{shown}` is not a finite number.", f"“{shown}”不是有限的数。")
    return Unreadable(
        f"`{shown}` is not a number: write it like 0.125, 1/8, 12.5%, 1.25e-1 or 1,250.",
        f"“{shown}”不是数，可以写成 0.125、1/8、12.5%、1.25e-1 或 1,250。",
    )


def sequence(text: str, *, units: Sequence[str] = ()) -> list[Fraction | float]:
    """A list of numbers: `[1, 2.5, 3]`, `1; 2; 3`, `1 2 3`, or one a line."""
    typed = clean(text)
    body = re.sub(r"^(?:np\.|numpy\.|torch\.)?(?:array|tensor)\s*", "", typed).strip()
    body = re.sub(rf"^{_NAME}\s*=\s*", "", body)
    while body[:1] in "([{" and body[-1:] in ")]}" and len(body) > 1:
        body = body[1:-1].strip()
    if not body:
        return []
    separator = r"[;\n]" if re.search(r"[;\n]", body) else r"," if "," in body else r"\s+"
    return [real(p, units=units) for p in re.split(separator, body) if p.strip()]


def matrix(text: str) -> list[list[Fraction | float]]:
    """Rows of numbers: `[[1, 2], [3, 4]]`, `1 2; 3 4`, or a row a line."""
    typed = clean(text)
    rows = re.findall(r"[\[(]([^\[\]()]*)[\])]", typed)
    if not rows:
        rows = [r for r in re.split(r"[;\n]", typed) if r.strip()]
    out = [sequence(r) for r in rows]
    if not out or len({len(r) for r in out}) != 1:
        raise Unreadable(
            "the rows must have the same length: write [[1, 2], [3, 4]].",
            "各行的长度要一样，可以写成 [[1, 2], [3, 4]]。",
        )
    return out


_SHAPE_WORDS = re.compile(r"(?:torch\.size|shape|形状)\s*[=:]?\s*", re.I)


def shape(text: str) -> tuple[int, ...]:
    """A shape: whole numbers in order; `()` is the shape of a scalar."""
    typed = clean(text)
    body = _SHAPE_WORDS.sub("", typed).strip()
    while body[:1] in "([{" and body[-1:] in ")]}" and len(body) > 1:
        body = body[1:-1].strip()
    if not body:
        if not typed:
            raise Unreadable("nothing was typed.", "没有输入内容。")
        return ()
    parts = [p for p in re.split(r"\s*(?:,|x|X|\*|by|乘|乘以|\s)\s*", body) if p]
    sizes: list[int] = []
    for part in parts:
        if not re.fullmatch(r"\d{1,12}", part):
            raise Unreadable(
                f"`{typed[:40]}` is not a shape: write it like (2, 3) or 2x3.",
                f"“{typed[:40]}”不是形状，可以写成 (2, 3) 或 2x3。",
            )
        sizes.append(int(part))
    return tuple(sizes)


def from_json(value: object) -> str:
    """A JSON value as the text that a person would have typed for it."""
    if isinstance(value, bool) or value is None:
        raise Unreadable(f"{value!r} is not a number.", f"{value!r} 不是数。")
    if isinstance(value, float) and not math.isfinite(value):
        raise Unreadable(f"{value!r} is not a finite number.", f"{value!r} 不是有限的数。")
    if isinstance(value, list):
        items = cast("list[object]", value)
        return "[" + ", ".join(from_json(v) for v in items) + "]"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return value
    raise Unreadable(
        f"a {type(value).__name__} is not a number.", f"{type(value).__name__} 不是数。"
    )
