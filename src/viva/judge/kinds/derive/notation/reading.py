"""Reads a formula as typed: finds its notation, sets its left side apart, holds the limits."""

from __future__ import annotations

import itertools
import math
import re

from viva.core import Text
from viva.judge.kinds.derive.notation.characters import has_latex_only, has_script
from viva.judge.kinds.derive.notation.latex_notation import LatexReader
from viva.judge.kinds.derive.notation.latex_tokens import Token, tokenise
from viva.judge.kinds.derive.notation.names import base_name
from viva.judge.kinds.derive.notation.python_notation import PythonReader
from viva.judge.kinds.derive.notation.python_text import Rewriter, pieces, split_sides
from viva.judge.kinds.derive.notation.symbols import Symbols
from viva.judge.kinds.derive.notation.tree import (
    MAX_DEPTH,
    MAX_EXPONENT,
    MAX_LENGTH,
    MAX_NODES,
    MAX_TREE_DEPTH,
    Binary,
    Compare,
    Constant,
    Logic,
    Negative,
    Node,
    Notation,
    Number,
    Tree,
    children,
    depth,
    size,
    walk,
)
from viva.judge.kinds.derive.notation.unreadable import Unreadable

_LATEX_MARKS = re.compile(
    r"\\[A-Za-z{|,;!]|[{}$]|\^\s*(?:T|⊤)|\b(?:sum|prod)_|\b(?:max|min)_[a-z]\b"
)
_PYTHON_MARKS = re.compile(
    r"\*\*|//|@|\.T\b|\b(?:np|numpy|torch|math|jnp)\.|\bfor\b|\bif\b|==|"
    r"[A-Za-z_\d]\[|\)\[|\.(?:sum|mean|dot|exp|log)\("
)
_WRAPPERS = re.compile(
    r"\\(?:begin|end)\{(?:equation|align|aligned|gather|gathered|split|displaymath|math)\*?\}"
    r"|\\(?:label|tag)\{[^{}]*\}"
)
_TAIL = re.compile(r"(?:\\quad|\\qquad|\\,|\\;|,|;|\s)*(?:\\forall|∀|for all)\s.*$", re.DOTALL)


def notation_of(text: str) -> Notation | None:
    """The notation that the text shows, or None where it could be either."""
    if _LATEX_MARKS.search(text) or has_latex_only(text):
        return "latex"
    if _PYTHON_MARKS.search(text):
        return "python"
    return "latex" if any(c in "·⋅×⊙∘ᵀ⊤" for c in text) else None


def read(text: str, symbols: Symbols, notation: Notation | None = None) -> Tree:
    """A formula as a tree.

    Args:
        text: as typed; an optional left side (`dL/dz = …`) is set apart.
        symbols: what the question declares.
        notation: `python` or `latex`; recognised where it is None.

    Raises:
        Unreadable: with the sentence, the place and the mend.
    """
    _limit_text(text)
    if notation is not None:
        return _checked(_read_as(text, symbols, notation))
    shown = notation_of(text)
    order: tuple[Notation, Notation] = (
        ("latex", "python") if shown == "latex" else ("python", "latex")
    )
    try:
        return _checked(_read_as(text, symbols, order[0]))
    except Unreadable as first:
        try:
            return _checked(_read_as(text, symbols, order[1]))
        except Unreadable as second:
            later = shown is None and (second.position > first.position or has_script(text))
            raise (second if later else first) from None


def _read_as(text: str, symbols: Symbols, notation: Notation) -> Tree:
    return _read_latex(text, symbols) if notation == "latex" else _read_python(text, symbols)


def _limit_text(text: str) -> None:
    """Refuses at once what no formula of a question can be."""
    if not text.strip():
        raise Unreadable(Text("there is no formula here.", "这里没有公式。"))
    if len(text) > MAX_LENGTH:
        raise Unreadable(
            Text(
                f"the formula has {len(text)} characters; the most is {MAX_LENGTH}.",
                f"公式有 {len(text)} 个字符，最多 {MAX_LENGTH} 个。",
            ),
            MAX_LENGTH,
        )
    level = 0
    for place, c in enumerate(text):
        if c in "([{（［｛":
            level += 1
            if level > MAX_DEPTH:
                raise Unreadable(
                    Text(
                        f"the formula is nested more than {MAX_DEPTH} deep.",
                        f"公式的嵌套超过了 {MAX_DEPTH} 层。",
                    ),
                    place,
                )
        elif c in ")]}）］｝":
            level -= 1
        elif ord(c) < 32 and c not in "\n\t\r":
            raise Unreadable(
                Text("a control character is no part of a formula.", "公式里不能有控制字符。"),
                place,
            )


# ---------------------------------------------------------------------- Python notation


def _read_python(text: str, symbols: Symbols) -> Tree:
    parts, end = pieces(text)
    while parts and parts[-1].text in (".", ",", ";") and len(parts) > 1:
        parts.pop()
    sides = split_sides(parts)
    for side in sides:
        if not side:
            raise Unreadable(Text("one side of `=` is empty.", "`=` 的一侧是空的。"), end)
    node = _python_side(sides[-1], end, symbols)
    nodes: list[Node] = []
    left = ""
    order: tuple[str, ...] = ()
    for side in sides[:-1]:
        start, stop = side[0].start, side[-1].start + len(side[-1].text)
        try:
            nodes.append(_python_side(side, end, symbols))
        except Unreadable:
            if nodes:
                raise
            left = text[start:stop].rstrip(" :")
            order = _order(left)
    return Tree(node, "python", text, left, order, (*nodes, node))


def _python_side(side, end: int, symbols: Symbols) -> Node:  # type: ignore[no-untyped-def]
    return PythonReader(Rewriter(side, end, symbols).rewritten(), symbols).whole()


# ---------------------------------------------------------------------- LaTeX


def _read_latex(text: str, symbols: Symbols) -> Tree:
    bare = _WRAPPERS.sub(lambda m: " " * len(m.group()), text)
    bare = _TAIL.sub("", bare)
    tokens = tokenise(bare)
    end = tokens.pop()
    while tokens and (tokens[-1].text in (".", ",", ";", "\\\\") and len(tokens) > 1):
        tokens.pop()
    statements = _latex_list(tokens)
    if len(statements) > 1:
        held = tuple(_latex_statement(statement, end, symbols) for statement in statements)
        node = Logic("and", held)
        return Tree(node, "latex", text, sides=(node,))
    sides = _latex_sides(tokens)
    for k, side in enumerate(sides):
        if not side:
            place = sides[k - 1][-1].start if k and sides[k - 1] else end.start
            raise Unreadable(Text("one side of `=` is empty.", "`=` 的一侧是空的。"), place)
    left = ""
    order: tuple[str, ...] = ()
    nodes: list[Node] = []
    for k, side in enumerate(sides[:-1]):
        stop = sides[k + 1][0].start
        try:
            nodes.append(_latex_side(side, end, symbols, frozenset()))
        except Unreadable:
            if nodes:
                raise
            left = bare[side[0].start : stop].rstrip(" =&:")
            order = _order(left)
    node = _latex_side(sides[-1], end, symbols, frozenset(order))
    return Tree(node, "latex", text, left, order, (*nodes, node))


def _latex_statement(tokens: list[Token], end: Token, symbols: Symbols) -> Node:
    """One of several statements: an equation or an inequality."""
    nodes = [_latex_side(side, end, symbols, frozenset()) for side in _latex_sides(tokens)]
    if len(nodes) == 1:
        return nodes[0]
    held = tuple(Compare("=", a, b) for a, b in itertools.pairwise(nodes))
    return held[0] if len(held) == 1 else Logic("and", held)


def _latex_side(tokens: list[Token], end: Token, symbols: Symbols, seen: frozenset[str]) -> Node:
    return LatexReader([*tokens, end], symbols, seen).whole()


def _levels(tokens: list[Token]):  # type: ignore[no-untyped-def]
    level = 0
    for token in tokens:
        if token.text in ("(", "[", "{", "\\{", "\\begin", "\\langle"):
            level += 1
        yield token, level
        if token.text in (")", "]", "}", "\\}", "\\end", "\\rangle"):
            level -= 1


def _latex_sides(tokens: list[Token]) -> list[list[Token]]:
    sides: list[list[Token]] = [[]]
    for token, level in _levels(tokens):
        if level == 0 and token.text == "=":
            sides.append([])
        elif not (token.text == ":" and level == 0):
            sides[-1].append(token)
    return sides


def _latex_list(tokens: list[Token]) -> list[list[Token]]:
    """Statements separated by commas, e.g. `a \\ge 0, b \\ge 0`."""
    groups: list[list[Token]] = [[]]
    for token, level in _levels(tokens):
        if level == 0 and token.text in (",", ";", "\\\\"):
            groups.append([])
        else:
            groups[-1].append(token)
    return [group for group in groups if group] or [tokens]


def _order(left: str) -> tuple[str, ...]:
    """The single letters that stand as subscripts in a left side, in order."""
    found: list[str] = []
    for match in re.finditer(r"_\s*(?:\{([^{}]*)\}|([A-Za-z]+))|\[([^\[\]]*)\]", left):
        inside = match[1] or match[2] or match[3] or ""
        for word in re.findall(r"[A-Za-z]+", inside):
            found.extend(word if len(word) <= 3 else [])
    if has_script(left):
        from viva.judge.kinds.derive.notation.characters import normalise

        return _order(normalise(left, "latex").text) if not found else tuple(dict.fromkeys(found))
    return tuple(dict.fromkeys(base_name(x) for x in found))


# ---------------------------------------------------------------------- limits


def _checked(tree: Tree) -> Tree:
    nodes = size(tree.node)
    if nodes > MAX_NODES:
        raise Unreadable(
            Text(
                f"the formula has {nodes} parts; the most is {MAX_NODES}.",
                f"公式有 {nodes} 个部分，最多 {MAX_NODES} 个。",
            )
        )
    if depth(tree.node) > MAX_TREE_DEPTH:
        raise Unreadable(Text("the formula is nested too deep.", "公式嵌套太深。"))
    for side in tree.sides:
        for node in walk(side):
            if isinstance(node, Binary) and node.operator == "^":
                _limit_power(node)
    return tree


def _limit_power(node: Binary) -> None:
    """Refuses powers of numbers that nobody can mean, before anything computes them."""
    exponent = _constant(node.right)
    if exponent is None:
        return
    base = _constant(node.left)
    if base is None:
        too_large = abs(exponent) > MAX_EXPONENT
    elif base == 0:
        too_large = False
    else:
        too_large = not abs(exponent) * abs(math.log10(abs(base)) if base else 0) < 40
    if too_large:
        raise Unreadable(
            Text("this power of a number is too large.", "这个数的乘方太大。"),
            0,
            Text("Write it in symbols, or work it out.", "请用符号表示，或先算出来。"),
        )


def _constant(node: Node) -> float | None:
    """The value of a part without symbols, roughly; infinite where it is beyond measure."""
    match node:
        case Number(value):
            return float(value)
        case Constant("e"):
            return math.e
        case Constant("pi"):
            return math.pi
        case Negative(of):
            inner = _constant(of)
            return None if inner is None else -inner
        case Binary(operator, left, right):
            a, b = _constant(left), _constant(right)
            if a is None or b is None:
                return None
            try:
                match operator:
                    case "^":
                        return float(a**b) if a > 0 or b == int(b) else None
                    case "/" | "//":
                        return a / b
                    case _:
                        return a * b
            except (OverflowError, ZeroDivisionError):
                return math.inf
        case _:
            parts = [_constant(part) for part in children(node)]
            if not parts or any(part is None for part in parts):
                return None
            return sum(part for part in parts if part is not None)
