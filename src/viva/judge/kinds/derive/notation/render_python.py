"""A tree written in Python notation, so that every reference can be tried in it too."""

from __future__ import annotations

from fractions import Fraction

from viva.judge.kinds.derive.notation.names import key_of
from viva.judge.kinds.derive.notation.symbols import Symbols
from viva.judge.kinds.derive.notation.tree import (
    Add,
    Applied,
    Binary,
    Bound,
    Call,
    Cases,
    Compare,
    Constant,
    Element,
    Expectation,
    Identity,
    Index,
    Listing,
    Logic,
    Negative,
    Node,
    Notation,
    Number,
    Ones,
    Optimum,
    Symbol,
    Whole,
    children,
    walk,
)
from viva.judge.kinds.derive.notation.writing import (
    ATOM,
    LOGIC,
    POWER,
    PRODUCT,
    RELATION,
    SUM,
    Rank,
    Writer,
)

_FUNCTIONS = {"inverse": "inv", "transpose": "transpose"}
_RELATIONS = {"=": "=="}


class NoPython(Exception):
    """The formula holds something that Python notation has no word for."""


class PythonWriter(Writer):
    """Writes what `PythonReader` reads back to a formula of the same meaning.

    A LaTeX index counts from 1; it is written as itself where it only runs along an axis.
    """

    def __init__(self, symbols: Symbols, notation: Notation, rank: Rank | None = None) -> None:
        super().__init__(rank)
        self.names = symbols
        self.notation = notation

    def name(self, name: str) -> str:
        """A declared name as a word that Python reads."""
        word = name if name.isidentifier() else key_of(name).replace("^", "_").replace(",", "_")
        if not word.isidentifier():
            raise NoPython(name)
        return f"{word}_" if word == "lambda" else word

    def write(self, node: Node) -> tuple[str, int]:
        match node:
            case Number(value):
                return self._number(value)
            case Constant(name):
                return {"e": "e", "pi": "np.pi", "infinity": "inf"}[name], ATOM
            case Symbol(name):
                return self.name(name), ATOM
            case Index(name):
                return name, ATOM
            case Element(base, at, origin):
                return f"{self.at(base, ATOM)}[{', '.join(self._place(x, origin) for x in at)}]", (
                    ATOM
                )
            case Negative(of):
                return f"-{self.at(of, PRODUCT)}", SUM
            case Add(terms):
                return self.sum(terms)
            case Binary():
                return self._binary(node)
            case Compare(operator, left, right):
                sign = _RELATIONS.get(operator, operator)
                return f"{self.at(left, SUM)} {sign} {self.at(right, SUM)}", RELATION
            case Logic("not", args):
                return f"not ({self.plain(args[0])})", LOGIC
            case Logic(operator, args):
                return f" {operator} ".join(f"({self.plain(x)})" for x in args), LOGIC
            case Call():
                return self._call(node)
            case Applied(name, args, primes):
                return f"{self.name(name)}{chr(39) * primes}({self.listed(args)})", ATOM
            case Bound():
                return self._bound(node)
            case Cases(branches, otherwise):
                if otherwise is None:
                    raise NoPython("cases without an else")
                text = self.at(otherwise, LOGIC)
                for value, held in reversed(branches):
                    text = f"({self.plain(value)} if {self.plain(held)} else {text})"
                return text, ATOM
            case Expectation(operator, args, ()):
                return f"{operator}[{self.listed(args)}]", ATOM
            case Identity(size):
                return "I" if size is None else f"np.eye({self.plain(size)})", ATOM
            case Listing(rows, flat):
                if flat:
                    return f"[{self.listed(rows[0])}]", ATOM
                return f"[{', '.join(f'[{self.listed(row)}]' for row in rows)}]", ATOM
            case Ones(size, value) if size:
                word = "ones" if value else "zeros"
                return f"np.{word}(({self.listed(size)},))", ATOM
            case Ones() | Optimum() | Expectation() | Whole() | _:
                raise NoPython(type(node).__name__)

    def _number(self, value: Fraction) -> tuple[str, int]:
        if value < 0:
            return f"-{self._number(-value)[0]}", SUM
        if value.denominator == 1:
            return str(value.numerator), ATOM
        return f"({value.numerator}/{value.denominator})", ATOM

    def _place(self, node: Node, origin: int) -> str:
        """A subscript; a place that is counted from 1 is one less in Python."""
        match node:
            case Whole():
                return ":"
            case Index(name):
                return name
            case Number(value) if origin == 1:
                return str(value - 1)
            case Symbol(name) if self.names[name].domain == "class":
                return self.name(name)
            case _ if origin == 1:
                return f"{self.at(node, SUM)} - 1"
            case _:
                return self.plain(node)

    def _binary(self, node: Binary) -> tuple[str, int]:
        left, right = node.left, node.right
        match node.operator:
            case "^":
                exponent = self.plain(right)
                plain = exponent.isalnum()
                return f"{self.at(left, ATOM)}**{exponent if plain else f'({exponent})'}", POWER
            case "/":
                return f"{self.at(left, PRODUCT)}/{self.at(right, POWER)}", PRODUCT
            case "//":
                return f"{self.at(left, PRODUCT)}//{self.at(right, POWER)}", PRODUCT
            case "⊗":
                return f"np.outer({self.plain(left)}, {self.plain(right)})", ATOM
            case "@":
                return f"{self.at(left, PRODUCT)} @ {self.at(right, POWER)}", PRODUCT
            case "*" | "⊙":
                return f"{self.at(left, PRODUCT)}*{self.at(right, POWER)}", PRODUCT
            case _:
                sign = " @ " if self.between_arrays(node) else "*"
                return f"{self.at(left, PRODUCT)}{sign}{self.at(right, POWER)}", PRODUCT

    def _call(self, node: Call) -> tuple[str, int]:
        args, name = node.args, node.function
        if name == "transpose":
            return f"{self.at(args[0], ATOM)}.T", ATOM
        if name in ("indicator", "value"):
            return f"({self.plain(args[0])})", ATOM
        if name == "kronecker":
            return f"({self.plain(args[0])} == {self.plain(args[1])})", ATOM
        if name in ("as_column", "as_row"):
            inside = ":, None" if name == "as_column" else "None, :"
            return f"{self.at(args[0], ATOM)}[{inside}]", ATOM
        if name == "matmul":
            return f"{self.at(args[0], POWER)} @ {self.at(args[1], POWER)}", PRODUCT
        if name == "length":
            axis = f".shape[{node.axis}]" if node.axis is not None else ".size"
            return f"{self.at(args[0], ATOM)}{axis}", ATOM
        extra = f", axis={node.axis}" if node.axis is not None else ""
        extra += ", keepdims=True" if node.keepdims else ""
        word = _FUNCTIONS.get(name, name)
        return f"{word}{chr(39) * node.primes}({self.listed(args)}{extra})", ATOM

    def _bound(self, node: Bound) -> tuple[str, int]:
        """A loop over a range; counted from 1 in LaTeX, so the index is shifted where it counts."""
        if node.operator in ("argmax", "argmin"):
            raise NoPython(node.operator)
        dims = _range_of(node, self.names)
        if dims is None:
            raise NoPython("a range that does not show")
        low, high = dims
        if self.notation == "latex" and _counts(node.body, node.index):
            raise NoPython("an index that counts from 1")
        held = f" if {self.plain(node.condition)}" if node.condition is not None else ""
        body = self.plain(node.body)
        return f"{node.operator}({body} for {node.index} in range({low}{high}){held})", ATOM


def _range_of(node: Bound, symbols: Symbols) -> tuple[str, str] | None:
    """The bounds of a loop over a whole axis: what is indexed in the body shows which."""
    for part in walk(node.body):
        if isinstance(part, Element) and isinstance(part.base, Symbol):
            shape = symbols[part.base.name].shape
            for k, place in enumerate(part.at):
                if place == Index(node.index) and k < len(shape):
                    return "", str(shape[k])
    return None


def _counts(node: Node, index: str) -> bool:
    """Whether an index is used as a number, not only to pick entries."""
    if isinstance(node, Element):
        return any(_counts(x, index) for x in node.at if not isinstance(x, Index)) or _counts(
            node.base, index
        )
    if isinstance(node, Compare) and node.operator in ("=", "!="):
        return False
    if isinstance(node, Call) and node.function == "kronecker":
        return False
    if isinstance(node, Index):
        return node.name == index
    return any(_counts(part, index) for part in children(node))
