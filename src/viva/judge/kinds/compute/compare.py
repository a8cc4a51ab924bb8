"""Is a number right, and if not, in which familiar way is it off?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from viva.core import Text
from viva.judge.kinds.compute import numbers
from viva.judge.kinds.compute.schema import Part

Value = Any  # Fraction | float | tuple[int, ...] | list[...] | str, as the part's type says
DEFAULT_RTOL = 1e-3


def read(part: Part, typed: str) -> Value:
    """The typed text as a value of the part's type; raises `numbers.Unreadable`."""
    match part.type:
        case "int" | "real":
            return numbers.real(typed, units=part.units, percent=part.percent)
        case "shape":
            return numbers.shape(typed)
        case "vector":
            return numbers.sequence(typed, units=part.units)
        case "matrix":
            return numbers.matrix(typed)
        case "choice":
            return _choice(part, typed)


def _choice(part: Part, typed: str) -> str:
    word = numbers.clean(typed).casefold()
    for n, choice in enumerate(part.choices, 1):
        words = (choice.id, choice.title.en, choice.title.zh, *choice.also)
        letters = (str(n), chr(ord("a") + n - 1))
        if word in {numbers.clean(w).casefold() for w in words} or word.strip("().") in letters:
            return choice.id
    options = ", ".join(f"{chr(ord('a') + n)}) {c.id}" for n, c in enumerate(part.choices))
    raise numbers.Unreadable(
        f"`{typed[:40]}` is none of the choices: {options}.",
        f"“{typed[:40]}”不在选项里：{options}。",
    )


def margin(part: Part, want: float) -> float:
    """How far a number may be from `want`."""
    if part.atol is not None:
        return part.atol
    if part.decimals is not None:
        return 10.0**-part.decimals
    if part.significant is not None:
        # One unit in the last figure asked for: rounding an intermediate figure is forgiven.
        return 10.0 ** (math.floor(math.log10(abs(want))) - part.significant + 1) if want else 1e-12
    if part.type == "int":
        return 0.0
    return (part.rtol or DEFAULT_RTOL) * abs(want)


def agrees(part: Part, got: Value, want: Value) -> bool:
    """Is `got` right for this part?"""
    match part.type:
        case "int" | "real":
            return _near(part, got, want)
        case "shape":
            return tuple(got) == tuple(want)
        case "choice":
            return got == want
        case "vector":
            return len(got) == len(want) and all(
                _near(part, g, w) for g, w in zip(got, want, strict=True)
            )
        case "matrix":
            return [len(r) for r in got] == [len(r) for r in want] and all(
                _near(part, g, w)
                for a, b in zip(got, want, strict=True)
                for g, w in zip(a, b, strict=True)
            )


def _near(part: Part, got: Fraction | float, want: float) -> bool:
    if isinstance(want, int) and margin(part, want) == 0.0:
        return got == want
    slack = 1e-9 * max(abs(want), 1e-300)
    return abs(float(got) - want) <= margin(part, want) + slack


def spell(value: Value) -> str:
    """How a read value is shown back."""
    if isinstance(value, Fraction):
        if value.denominator == 1:
            return str(value.numerator)
        # What was typed as a decimal has only twos and fives below the line.
        typed_as_fraction = value.denominator < 100 and 10**6 % value.denominator != 0
        return str(value) if typed_as_fraction else _short(value)
    if isinstance(value, float):
        return _short(value)
    if isinstance(value, tuple):
        parts: Sequence[Any] = value
        return f"({parts[0]},)" if len(parts) == 1 else f"({', '.join(map(str, parts))})"
    if isinstance(value, list):
        items: list[Any] = value
        return "[" + ", ".join(spell(v) for v in items) + "]"
    return str(value)


def _short(value: Fraction | float) -> str:
    return f"{float(value):.8g}"


_FACTORS: tuple[tuple[float, Text], ...] = (
    (-1.0, Text("The sign is the wrong way round.", "符号反了。")),
    (100.0, Text("This is 100 times too large: percent against fraction?",
                 "大了 100 倍：是不是把百分数和小数弄混了？")),
    (0.01, Text("This is 100 times too small: percent against fraction?",
                "小了 100 倍：是不是把百分数和小数弄混了？")),
    (2.0, Text("This is twice what it should be.", "正好是应有值的两倍。")),
    (0.5, Text("This is half of what it should be.", "正好是应有值的一半。")),
    (1000.0, Text("This is 1000 times too large: check the unit.", "大了 1000 倍：看看单位。")),
    (0.001, Text("This is 1000 times too small: check the unit.", "小了 1000 倍：看看单位。")),
    (4.0, Text("This is four times what it should be: bytes against values?",
               "正好是应有值的四倍：是不是把字节数和元素个数弄混了？")),
    (8.0, Text("This is eight times what it should be: bits against bytes?",
               "正好是应有值的八倍：是不是把比特和字节弄混了？")),
)  # fmt: skip


def slip(part: Part, got: Value, want: Value) -> Text:
    """In which general way a wrong value is off, as far as one can tell; may be empty."""
    if part.type in ("int", "real"):
        g, w = float(got), float(want)
        if w and g:
            for factor, words in _FACTORS:
                if abs(g - factor * w) <= abs(factor) * margin(part, w) + 1e-9 * abs(g):
                    return words
            if abs(g * w - 1) < 1e-6 and abs(g) != 1:
                return Text("This is the reciprocal.", "这是倒数。")
        if part.type == "int" and abs(g - w) == 1:
            return Text("You are off by one.", "差了一。")
        if w and abs(g - w) <= 10 * max(margin(part, w), 1e-12):
            return Text(
                "Very close: keep more digits until the end.", "非常接近：中间步骤多保留几位小数。"
            )
        return Text("", "")
    if part.type == "shape":
        if sorted(got) == sorted(want):
            return Text("The sizes are right, their order is not.", "各个尺寸都对，顺序不对。")
        if len(got) != len(want):
            return Text(
                f"You gave {len(got)} dimensions; the answer has {len(want)}.",
                f"你给了 {len(got)} 维，答案是 {len(want)} 维。",
            )
        wrong = [str(i) for i, (g, w) in enumerate(zip(got, want, strict=True)) if g != w]
        which = "Dimension" if len(wrong) == 1 else "Dimensions"
        verb = "is" if len(wrong) == 1 else "are"
        return Text(
            f"{which} {', '.join(wrong)} {verb} wrong (counting from 0).",
            f"第 {'、'.join(wrong)} 维不对（从 0 数起）。",
        )
    if part.type == "vector":
        if len(got) != len(want):
            return Text(
                f"You gave {len(got)} numbers; there are {len(want)}.",
                f"你给了 {len(got)} 个数，应有 {len(want)} 个。",
            )
        wrong = [
            str(i)
            for i, (g, w) in enumerate(zip(got, want, strict=True), 1)
            if not _near(part, g, w)
        ]
        return Text(
            f"Of {len(want)} numbers, {len(want) - len(wrong)} are right; look at number "
            f"{', '.join(wrong)}.",
            f"{len(want)} 个数里对了 {len(want) - len(wrong)} 个，请看第 {'、'.join(wrong)} 个。",
        )
    if part.type == "matrix" and (len(got), len(got[0])) != (len(want), len(want[0])):
        return Text(
            f"You gave a {len(got)}×{len(got[0])} matrix; it is {len(want)}×{len(want[0])}.",
            f"你给的是 {len(got)}×{len(got[0])} 矩阵，应为 {len(want)}×{len(want[0])}。",
        )
    return Text("", "")
