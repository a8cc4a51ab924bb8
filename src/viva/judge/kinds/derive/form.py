"""Whether a formula has the form that was asked for; its value is judged elsewhere."""

from __future__ import annotations

from fractions import Fraction

from viva.core import Text
from viva.judge.kinds.derive.notation.functions import find_function
from viva.judge.kinds.derive.notation.reading import read
from viva.judge.kinds.derive.notation.render import to_text
from viva.judge.kinds.derive.notation.symbols import Symbols
from viva.judge.kinds.derive.notation.tree import (
    Add,
    Applied,
    Binary,
    Bound,
    Call,
    Element,
    Expectation,
    Index,
    Negative,
    Node,
    Number,
    Symbol,
    Tree,
    children,
    size,
    walk,
)
from viva.judge.kinds.derive.schema import Form


def faults(tree: Tree, form: Form, symbols: Symbols) -> tuple[Text, ...]:
    """What the formula's form lacks, a sentence each; nothing if it is as asked."""
    found: list[Text] = []
    if form.in_terms_of:
        found.extend(_outside(tree.node, form.in_terms_of, symbols))
    if form.vectorised:
        found.extend(_indexed(tree.node))
    for name in form.without:
        if _occurs(tree.node, name):
            found.append(Text(f"It must do without `{name}`.", f"不应出现 `{name}`。"))
    for name in form.needs:
        if not _occurs(tree.node, name):
            found.append(Text(f"It must be written with `{name}`.", f"应当用 `{name}` 来写。"))
    if form.simplified:
        found.extend(_unfinished(tree.node))
    if form.at_most is not None and size(tree.node) > form.at_most:
        found.append(Text("It can be written much shorter.", "可以写得简短得多。"))
    return tuple(found)


def _outside(node: Node, allowed: tuple[str, ...], symbols: Symbols) -> list[Text]:
    """Symbols that occur outside the parts that are allowed."""
    parts = [_plain(read(text, symbols).node) for text in allowed]
    loose: dict[str, None] = {}

    def look(part: Node) -> None:
        if any(_plain(part) == p for p in parts):
            return
        if isinstance(part, (Symbol, Applied)):
            loose[part.name] = None
        for inner in children(part):
            look(inner)

    look(node)
    if not loose:
        return []
    names, wanted = ", ".join(loose), ", ".join(to_text(p) for p in parts)
    return [
        Text(
            f"It is asked in terms of {wanted} only, but {names} stands by itself.",
            f"要求只用 {wanted} 来表示，但 {names} 单独出现了。",
        )
    ]


def _plain(node: Node) -> Node:
    """The node with what only the notation adds taken off: an element's first index."""
    match node:
        case Element(base, at, _):
            return Element(_plain(base), tuple(_plain(x) for x in at), 1)
        case Call(function, args, primes, axis, keepdims):
            return Call(function, tuple(_plain(x) for x in args), primes, axis, keepdims)
        case _:
            return node


def _indexed(node: Node) -> list[Text]:
    for part in walk(node):
        if isinstance(part, (Bound, Element, Index)):
            return [
                Text(
                    "It is asked in vectors and matrices, without indices.",
                    "要求写成向量和矩阵的形式，不用下标。",
                )
            ]
    return []


def _occurs(node: Node, name: str) -> bool:
    """Whether a function, a sum, a quotient or the like occurs."""
    function = find_function(name)
    for part in walk(node):
        match part:
            case Call(called, _) if called == (function or name):
                return True
            case Bound(operator) if operator == name:
                return True
            case Binary("/", _, _) if name == "fraction":
                return True
            case Binary("^", _, _) if name == "power":
                return True
            case Expectation(operator) if operator == name:
                return True
            case _:
                pass
    return False


def _unfinished(node: Node) -> list[Text]:
    """The first thing that is left to work out."""
    for part in walk(node):
        if _leftover(part):
            shown = to_text(part)
            return [
                Text(f"It is not simplified yet: {shown}.", f"还没有化简：{shown}。"),
            ]
    return []


def _leftover(part: Node) -> bool:
    one, zero = Number(Fraction(1)), Number(Fraction(0))
    match part:
        case Negative(Negative()):
            return True
        case Add(terms):
            numbers = [t for t in terms if isinstance(_bare(t), Number)]
            bare = [_bare(t) for t in terms]
            return len(numbers) > 1 or zero in bare or len(set(bare)) < len(bare)
        case Binary("^", _, exponent):
            return exponent in (one, zero)
        case Binary("/", above, below):
            doubled = isinstance(above, Binary) and above.operator == "/"
            return doubled or below == one or above == below
        case Binary(_, left, right):
            both = isinstance(left, Number) and isinstance(right, Number)
            return both or one in (left, right) or zero in (left, right)
        case _:
            return False


def _bare(node: Node) -> Node:
    return node.of if isinstance(node, Negative) else node
