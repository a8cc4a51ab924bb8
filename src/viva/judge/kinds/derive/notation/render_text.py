"""A tree written in plain Unicode, for a terminal and for sentences."""

from __future__ import annotations

import re
from fractions import Fraction

from viva.judge.kinds.derive.notation.characters import GREEK_OF_NAME
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
    Number,
    Ones,
    Optimum,
    Symbol,
    Whole,
)
from viva.judge.kinds.derive.notation.writing import (
    ATOM,
    LOGIC,
    LOOSE,
    POWER,
    PRODUCT,
    RELATION,
    SUM,
    Writer,
    decimal,
    ends_in_bound,
    name_parts,
)

_SUPER = str.maketrans("0123456789+-=()nitkdm", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵗᵏᵈᵐ")
_SUB = str.maketrans("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_RAISED = frozenset("0123456789+-()nitkdm")
_LOWERED = frozenset("0123456789+-()aehijklmnoprstuvx")
_ACCENT_MARKS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "dot": "\u0307"}
_RELATIONS = {"<=": "≤", ">=": "≥", "!=": "≠"}
_BIG = {"sum": "Σ", "prod": "Π"}


class TextWriter(Writer):
    minus = "−"

    def name(self, name: str) -> str:
        if re.search(r"[\\{^]", name):
            return name
        base, accents, sub = name_parts(name)
        out = GREEK_OF_NAME.get(base, base)
        for accent in accents:
            out += {"star": "*", "prime": "′"}.get(accent, _ACCENT_MARKS.get(accent, ""))
        return out + (_lower(GREEK_OF_NAME.get(sub, sub)) if sub else "")

    def write(self, node: Node) -> tuple[str, int]:
        match node:
            case Number(value):
                return self._number(value)
            case Constant(name):
                return {"e": "e", "pi": "π", "infinity": "∞"}[name], ATOM
            case Symbol(name) | Index(name):
                return self.name(name), ATOM
            case Whole():
                return ":", ATOM
            case Element(base, at, _):
                return self.at(base, ATOM) + _lower(
                    (",", "")[all(isinstance(x, (Index, Number)) for x in at)].join(
                        self.plain(x) for x in at
                    )
                ), ATOM
            case Negative(of):
                return f"−{self.at(of, LOOSE)}", SUM
            case Add(terms):
                return self.sum(terms)
            case Binary():
                return self._binary(node)
            case Compare(operator, left, right):
                sign = _RELATIONS.get(operator, operator)
                return f"{self.at(left, SUM)} {sign} {self.at(right, SUM)}", RELATION
            case Logic(operator, args):
                if operator == "not":
                    return f"not {self.at(args[0], ATOM)}", RELATION
                return f" {operator} ".join(self.at(x, RELATION) for x in args), LOGIC
            case Call():
                return self._call(node)
            case Applied(name, args, primes):
                return f"{self.name(name)}{'′' * primes}({self.listed(args)})", ATOM
            case Bound():
                return self._bound(node)
            case Cases(branches, otherwise):
                rows = [f"{self.plain(v)} if {self.plain(c)}" for v, c in branches]
                if otherwise is not None:
                    rows.append(f"{self.plain(otherwise)} otherwise")
                return "{" + "; ".join(rows) + "}", ATOM
            case Expectation(operator, args, over):
                sub = _lower(",".join(self.name(x) for x in over)) if over else ""
                return f"{operator}{sub}[{self.listed(args)}]", ATOM
            case Identity(size):
                return "I" if size is None else "I" + _lower(self.plain(size)), ATOM
            case Ones(_, value):
                return "𝟏" if value else "𝟎", ATOM
            case Listing(rows):
                body = "; ".join(", ".join(self.plain(x) for x in row) for row in rows)
                return f"[{body}]", ATOM
            case Optimum(operator, over, body):
                names = _lower(",".join(self.name(x) for x in over))
                return f"{operator}{names} {self.at(body, SUM)}", SUM
            case _:
                raise AssertionError(node)

    def _number(self, value: Fraction) -> tuple[str, int]:
        if value < 0:
            return f"−{self._number(-value)[0]}", SUM
        short = decimal(value)
        if short is not None:
            return short, ATOM
        return f"{value.numerator}/{value.denominator}", PRODUCT

    def _binary(self, node: Binary) -> tuple[str, int]:
        left, right = node.left, node.right
        if isinstance(left, Negative) and node.operator not in ("^", "//"):
            # (−a)·b reads better, and means the same, as −a·b
            inner, hold = self._binary(Binary(node.operator, left.of, right))
            return f"−{inner if hold >= LOOSE else self.bracket(inner)}", SUM
        if node.operator == "^":
            raised = self.plain(right)
            if set(raised) <= _RAISED and isinstance(right, (Number, Symbol, Index)):
                return f"{self.at(left, ATOM)}{raised.translate(_SUPER)}", POWER
            return f"{self.at(left, ATOM)}^{self.at(right, ATOM)}", POWER
        if node.operator in ("/", "//"):
            inner = f"{self.at(left, PRODUCT)}/{self.at(right, POWER)}"
            if ends_in_bound(left):
                inner = f"({self.plain(left)})/{self.at(right, POWER)}"
            return (f"⌊{inner}⌋", ATOM) if node.operator == "//" else (inner, PRODUCT)
        first = self.at(left, PRODUCT)
        if ends_in_bound(left):
            first = self.bracket(self.plain(left))
        second = self.at(right, PRODUCT if isinstance(right, Bound) else POWER)
        sign = {"⊗": "⊗", "⊙": "⊙", "·": "·", "×": "·", "*": "·", "@": " "}.get(node.operator, " ")
        if node.operator == "*" and self.between_arrays(node):
            sign = "⊙"
        if sign in ("⊙", "⊗"):
            return f"{self.at(left, LOOSE)} {sign} {self.at(right, PRODUCT)}", LOOSE
        if node.operator == "@" and self.turns(left, right):
            first = f"{self.at(left, ATOM)}ᵀ"
        if node.operator == "" and second[:1].isdigit():
            sign = "·"
        if sign == " " and (first[-1:].isdigit() or second[:1] == "("):
            sign = ""
        return f"{first}{sign}{second}", PRODUCT

    def _call(self, node: Call) -> tuple[str, int]:
        args = node.args
        if node.function == "norm":
            inner, *order = args
            return f"‖{self.plain(inner)}‖{_lower(self.plain(order[0])) if order else ''}", ATOM
        match node.function, len(args):
            case "transpose", 1:
                return f"{self.at(args[0], ATOM)}ᵀ", ATOM
            case "inverse", 1:
                return f"{self.at(args[0], ATOM)}⁻¹", ATOM
            case "sqrt", 1 if not node.primes:
                text, hold = self.write(args[0])
                return (f"√{text}" if hold == ATOM else f"√({text})"), ATOM
            case "abs", 1 if not node.primes:
                return f"|{self.plain(args[0])}|", ATOM
            case "floor", 1:
                return f"⌊{self.plain(args[0])}⌋", ATOM
            case "ceil", 1:
                return f"⌈{self.plain(args[0])}⌉", ATOM
            case "indicator", 1:
                return f"𝟙[{self.plain(args[0])}]", ATOM
            case "kronecker", 2:
                return "δ" + _lower(self.plain(args[0]) + self.plain(args[1])), ATOM
            case "inner", 2:
                return f"⟨{self.listed(args)}⟩", ATOM
            case "factorial", 1:
                return f"{self.at(args[0], ATOM)}!", POWER
            case "square", 1:
                return f"{self.at(args[0], ATOM)}²", POWER
            case "matmul", 2:
                return f"{self.at(args[0], POWER)} {self.at(args[1], POWER)}", PRODUCT
            case "as_column" | "as_row" | "value", 1:
                return self.write(args[0])
            case _:
                pass
        head = "σ" if node.function == "sigmoid" else node.function
        axis = f", axis={node.axis}" if node.axis not in (None, -1) else ""
        return f"{head}{'′' * node.primes}({self.listed(args)}{axis})", ATOM

    def _bound(self, node: Bound) -> tuple[str, int]:
        head = _BIG.get(node.operator, node.operator)
        below = self.name(node.index)
        if node.lower is not None:
            below += f"={self.plain(node.lower)}"
        if node.condition is not None:
            below += f", {self.plain(node.condition)}"
        above = f"^{self.at(node.upper, ATOM)}" if node.upper is not None else ""
        script = _lower(below) if node.lower is None and node.condition is None else f"_{{{below}}}"
        return f"{head}{script}{above} {self.at(node.body, LOOSE)}", PRODUCT


def _lower(text: str) -> str:
    """A subscript, in lowered characters where they exist."""
    if set(text) <= _LOWERED:
        return text.translate(_SUB)
    return f"_{text}" if len(text) == 1 else f"_{{{text}}}"
