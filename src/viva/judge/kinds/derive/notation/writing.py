"""What every way of writing a tree out shares: where brackets are needed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from fractions import Fraction

from viva.judge.kinds.derive.notation.names import split_word
from viva.judge.kinds.derive.notation.tree import (
    Binary,
    Bound,
    Call,
    Negative,
    Node,
    Number,
    Optimum,
    Tree,
)

# how tightly a written form holds together; a part that holds less tightly gets brackets
LOGIC, RELATION, SUM, LOOSE, PRODUCT, POWER, ATOM = range(7)

Rank = Callable[[Node], int]


class Writer:
    """Writes trees; `rank`, where given, tells an elementwise product from a scaling."""

    minus = "-"

    def __init__(self, rank: Rank | None = None) -> None:
        self._rank = rank

    def rank(self, node: Node) -> int:
        """The number of axes of a part, 0 where it is not known."""
        return 0 if self._rank is None else self._rank(node)

    def between_arrays(self, node: Binary) -> bool:
        """Whether a product is between two arrays, so that ⊙ is the honest sign for `*`."""
        return self.rank(node.left) > 0 and self.rank(node.right) > 0

    def turns(self, left: Node, right: Node) -> bool:
        """Whether a vector on the left of NumPy's `@` must be shown as a row.

        Not where it is one already: transposed, or itself a row times a matrix.
        """
        if self.rank(left) != 1 or not self.rank(right):
            return False
        if isinstance(right, Call) and right.function == "transpose" and self.rank(right) == 1:
            return False
        while isinstance(left, Binary) and left.operator == "@":
            left = left.left
            if self.rank(left) == 1:
                return False
        return not (isinstance(left, Call) and left.function == "transpose")

    def whole(self, tree: Tree | Node) -> str:
        return self.write(tree.node if isinstance(tree, Tree) else tree)[0]

    @abstractmethod
    def write(self, node: Node) -> tuple[str, int]:
        """A part as text, and how tightly it holds together."""

    def at(self, node: Node, least: int) -> str:
        """The node, in brackets if it holds less tightly than `least`."""
        text, hold = self.write(node)
        return text if hold >= least else self.bracket(text)

    def bracket(self, text: str) -> str:
        return f"({text})"

    def plain(self, node: Node) -> str:
        return self.write(node)[0]

    def listed(self, nodes: tuple[Node, ...]) -> str:
        return ", ".join(self.plain(node) for node in nodes)

    def sum(self, terms: tuple[Node, ...]) -> tuple[str, int]:
        out = ""
        for k, term in enumerate(terms):
            minus, inner = signed(term)
            # a sum that is followed by more terms is bracketed, so that its reach shows
            loose = k + 1 < len(terms) and ends_in_bound(inner)
            text = self.at(inner, LOOSE)
            text = self.bracket(text) if loose else text
            out += (f" {self.minus} " if minus else " + ") if k else (self.minus if minus else "")
            out += text
        return out, SUM


def signed(term: Node) -> tuple[bool, Node]:
    if isinstance(term, Negative):
        return True, term.of
    if isinstance(term, Number) and term.value < 0:
        return True, Number(-term.value)
    return False, term


def ends_in_bound(node: Node) -> bool:
    while isinstance(node, (Binary, Negative)):
        if isinstance(node, Binary) and node.operator in ("/", "^"):
            return False
        node = node.right if isinstance(node, Binary) else node.of
    return isinstance(node, (Bound, Optimum))


def name_parts(name: str) -> tuple[str, tuple[str, ...], str]:
    base, accents, sub = split_word(name)
    if base != name and not accents and not sub:
        return name, (), ""
    return base, accents, sub


def decimal(value: Fraction) -> str | None:
    """The number as a decimal where it has a short one."""
    if value.denominator == 1:
        return str(value.numerator)
    if 10**12 % value.denominator == 0:
        text = f"{value.numerator * (10**12 // value.denominator):013d}"
        return f"{text[:-12]}.{text[-12:].rstrip('0')}"
    return None
