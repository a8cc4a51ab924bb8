"""LaTeX as a terminal can show it: σ(x) rather than \\sigma(x), (a + b)/n rather than \\frac."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

_CODE = re.compile(r"(```.*?```|`[^`\n]*`)", re.S)
_MATH = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$(?!\s)([^$\n]+?)(?<!\s)\$(?!\d)", re.S)
_ROWS = re.compile(r"\\begin\{([bpv]?matrix|cases|aligned|array)\}(.*?)\\end\{\1\}", re.S)
_SIZES = re.compile(r"\\(?:left|right|[bB]igg?[lrm]?|displaystyle|limits)(?![a-zA-Z])\.?")
_NAMES = re.compile(
    r"([_^]?)\\(?:operatorname\*?|mathrm|text|mathit|mathsf|mathbf|boldsymbol)\{([^{}]*)\}"
)
# What needs no parentheses as a script or above the line, and below the line or under a root.
_ATOM = re.compile(r"\\?[A-Za-z0-9.]+|[^\x00-\x7f]")
_SINGLE = re.compile(r"[A-Za-z]|[0-9.]+|[^\x00-\x7f]|\\[A-Za-z]+|\|[^|]*\|")
_RELATION = re.compile(r" *(\\(?:in|leq?|geq?|neq?|approx|sim|to|propto|times|cdot))(?![A-Za-z]) *")
_RAISED = dict(zip("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", strict=True))
_LOWERED = dict(zip("0123456789ijnkt", "₀₁₂₃₄₅₆₇₈₉ᵢⱼₙₖₜ", strict=True))


@functools.cache
def _symbols() -> Callable[[str], str]:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(math_mode="text", keep_comments=True).latex_to_text


def readable(markdown: str) -> str:
    """Markdown whose formulas are plain Unicode; code is left alone."""
    pieces = _CODE.split(markdown)
    return "".join(p if n % 2 else _MATH.sub(_formula, p) for n, p in enumerate(pieces))


def _formula(match: re.Match[str]) -> str:
    display, inline = match[1], match[2]
    text = formula(display or inline)
    if not text:
        return ""
    if display:
        # A block of its own, as code: Markdown must not see the underscores and stars in it.
        return "\n\n```text\n" + text + "\n```\n\n"
    return f"`{text}`"


def formula(latex: str) -> str:
    """One formula as a line of Unicode text; precedence that TeX draws becomes parentheses."""
    text = _ROWS.sub(_rows, latex)
    text = _SIZES.sub("", text)
    text = _NAMES.sub(_name, text)
    text = re.sub(r"\\(?:lVert|rVert|Vert|\|)", "‖", text)
    text = re.sub(r"\\(?:lvert|rvert|vert|mid)(?![A-Za-z])", "|", text)
    text = re.sub(r"\\(?:top|intercal)(?![A-Za-z])", "ᵀ", text).replace(r"\odot", "⊙")
    text = re.sub(r"\\(?:[,;:! ]|q?quad)", " ", text)
    text = re.sub(r"\\[bp]mod(?![A-Za-z])", r" ~mod~ ", text)
    text = re.sub(r"\\mathbb\s*\{?1\}?", "𝟙", text)
    # TeX swallows the space after a command; here it separates.
    text = re.sub(r"(\\[A-Za-z]+) (?=[=<>+−-])", r"\1{} ", text)
    text = _RELATION.sub(r" \1{} ", text)
    text = _symbols()(_grouped(text).replace("%", r"\%"))
    return _aired(" ".join(text.replace("~", " ").split()))


def _aired(text: str) -> str:
    """Spaces around an equals sign that stands outside all brackets, as TeX draws them."""
    out, depth = "", 0
    for place, c in enumerate(text):
        depth += (c in "([{") - (c in ")]}")
        if c == "=" and depth == 0 and text[place - 1 : place] not in ("<", ">", "!", ":"):
            out = out.rstrip() + " = "
        elif not (c == " " and out.endswith(" = ")):
            out += c
    return out.strip()


def _name(match: re.Match[str]) -> str:
    """Upright words, kept apart from a command before them, whole under a script."""
    words = match[2].replace(" ", "~")
    return f"{match[1]}{{{words}}}" if match[1] else f" {words}"


def _grouped(text: str) -> str:
    """Fractions, roots, sub- and superscripts without braces, with the parentheses they need."""
    out: list[str] = []
    i = 0
    while i < len(text):
        if match := re.compile(r"\\[dt]?frac(?![A-Za-z])").match(text, i):
            top, i = _argument(text, match.end())
            bottom, i = _argument(text, i)
            out.append(f"{_enclosed(_grouped(top))}/{_enclosed(_grouped(bottom), _SINGLE)}")
        elif match := re.compile(r"\\sqrt(?![A-Za-z\[])").match(text, i):
            inner, i = _argument(text, match.end())
            out.append(f"√{_enclosed(_grouped(inner), _SINGLE)}")
        elif text[i] == "\\" and text[i + 1 : i + 2] in ("_", "^", "{", "}", "%", "&", "#"):
            out.append(text[i : i + 2])
            i += 2
        elif text[i] in "_^" and i + 1 < len(text):
            raised = text[i] == "^"
            inner, i = _argument(text, i + 1)
            # The empty group ends a command name: `\\sumⱼ` would be a command of its own.
            out.append("{}" + _script(_grouped(inner).strip(), raised=raised))
        else:
            out.append(text[i])
            i += 1
    return "".join(out)


def _argument(text: str, i: int) -> tuple[str, int]:
    """The braced group, command or single character at `i`, and where it ends."""
    while i < len(text) and text[i] == " ":
        i += 1
    if i >= len(text):
        return "", i
    if text[i] == "{":
        depth, start = 0, i + 1
        while i < len(text):
            depth += {"{": 1, "}": -1}.get(text[i], 0)
            i += 1
            if depth == 0:
                return text[start : i - 1], i
        return text[start:], i
    if match := re.compile(r"\\[A-Za-z]+|\\.").match(text, i):
        return match[0], match.end()
    return text[i], i + 1


def _enclosed(text: str, bare: re.Pattern[str] = _ATOM) -> str:
    text = text.strip()
    if bare.fullmatch(text) or re.fullmatch(r"\([^()]*\)", text):
        return text
    return f"({text})"


def _script(text: str, *, raised: bool) -> str:
    table = _RAISED if raised else _LOWERED
    if text and all(c in table for c in text):
        return "".join(table[c] for c in text)
    if text in ("ᵀ", "T") and raised:
        return "ᵀ"
    mark = "^" if raised else r"\_"
    return f"{mark}{_enclosed(text)}"


def _rows(match: re.Match[str]) -> str:
    body = re.sub(r"^\{[lcr|]*\}", "", match[2]) if match[1] == "array" else match[2]
    rows = [" ".join(r.replace("&", " ").split()) for r in body.split(r"\\") if r.strip()]
    if match[1] == "aligned":
        return " ;  ".join(rows)
    left, right = (r"\{", r"\}") if match[1] == "cases" else ("[", "]")
    return f"{left}{'; '.join(rows)}{right}"
