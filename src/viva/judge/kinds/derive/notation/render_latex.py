"""A tree written as LaTeX, in what KaTeX reads."""

from __future__ import annotations

import re
from fractions import Fraction

from viva.judge.kinds.derive.notation.characters import GREEK_NAMES
from viva.judge.kinds.derive.notation.functions import FUNCTIONS
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

_RELATIONS = {"<=": "\\le", ">=": "\\ge", "!=": "\\ne"}
_PRODUCTS = {"": "\\,", "·": "\\cdot", "×": "\\cdot", "*": "\\cdot", "⊙": "\\odot"}
_BIG = {"sum": "\\sum", "prod": "\\prod"}


class LatexWriter(Writer):
    def bracket(self, text: str) -> str:
        return f"\\left({text}\\right)"

    def name(self, name: str) -> str:
        if re.search(r"[\\{^]", name):
            return name
        base, accents, sub = name_parts(name)
        out = (
            f"\\{base}"
            if base in GREEK_NAMES
            else base
            if len(base) == 1
            else (f"\\mathrm{{{base}}}")
        )
        primes = ""
        for accent in accents:
            if accent == "star":
                primes += "^{*}"
            elif accent == "prime":
                primes += "'"
            else:
                out = f"\\{accent}{{{out}}}"
        if sub:
            inner = (
                sub
                if len(sub) == 1 or sub.isdigit()
                else (f"\\{sub}" if sub in GREEK_NAMES else f"\\mathrm{{{sub}}}")
            )
            out += f"_{{{inner}}}"
        return out + primes

    def write(self, node: Node) -> tuple[str, int]:
        match node:
            case Number(value):
                return self._number(value)
            case Constant(name):
                return {"e": "e", "pi": "\\pi", "infinity": "\\infty"}[name], ATOM
            case Symbol(name):
                return self.name(name), ATOM
            case Index(name):
                return self.name(name), ATOM
            case Whole():
                return ":", ATOM
            case Element(base, at, _):
                inner = self.at(base, ATOM)
                inner = f"{{{inner}}}" if "_" in inner or "^" in inner else inner
                subs = [self.plain(x) for x in at]
                return f"{inner}_{{{(',' if max(map(len, subs)) > 1 else '').join(subs)}}}", ATOM
            case Negative(of):
                return f"-{self.at(of, LOOSE)}", SUM
            case Add(terms):
                return self.sum(terms)
            case Binary():
                return self._binary(node)
            case Compare(operator, left, right):
                sign = _RELATIONS.get(operator, operator)
                return f"{self.at(left, SUM)} {sign} {self.at(right, SUM)}", RELATION
            case Logic(operator, args):
                if operator == "not":
                    return f"\\neg {self.at(args[0], ATOM)}", RELATION
                sign = " \\land " if operator == "and" else " \\lor "
                return sign.join(self.at(x, RELATION) for x in args), LOGIC
            case Call():
                return self._call(node)
            case Applied(name, args, primes):
                marks = "'" * primes
                return f"{self.name(name)}{marks}\\left({self.listed(args)}\\right)", ATOM
            case Bound():
                return self._bound(node)
            case Cases(branches, otherwise):
                rows = [
                    f"{self.plain(value)} & \\text{{if }} {self.plain(held)}"
                    for value, held in branches
                ]
                if otherwise is not None:
                    rows.append(f"{self.plain(otherwise)} & \\text{{otherwise}}")
                return "\\begin{cases} " + " \\\\ ".join(rows) + " \\end{cases}", ATOM
            case Expectation(operator, args, over):
                head = "\\mathbb{E}" if operator == "E" else f"\\operatorname{{{operator}}}"
                sub = f"_{{{', '.join(self.name(x) for x in over)}}}" if over else ""
                return f"{head}{sub}\\left[{self.listed(args)}\\right]", ATOM
            case Identity(size):
                return "I" if size is None else f"I_{{{self.plain(size)}}}", ATOM
            case Ones(size, value):
                sizes = " \\times ".join(self.plain(x) for x in size)
                sub = f"_{{{sizes}}}" if size else ""
                return f"\\mathbf{{{value}}}{sub}", ATOM
            case Listing(rows):
                body = " \\\\ ".join(" & ".join(self.plain(x) for x in row) for row in rows)
                return f"\\begin{{pmatrix}} {body} \\end{{pmatrix}}", ATOM
            case Optimum(operator, over, body):
                head = f"\\{operator}" if len(operator) == 3 else f"\\arg\\{operator[3:]}"
                names = ", ".join(self.name(x) for x in over)
                return f"{head}_{{{names}}} {self.at(body, SUM)}", SUM
            case _:
                raise AssertionError(node)

    def _number(self, value: Fraction) -> tuple[str, int]:
        if value < 0:
            return f"-{self._number(-value)[0]}", SUM
        short = decimal(value)
        if short is not None:
            return short, ATOM
        return f"\\frac{{{value.numerator}}}{{{value.denominator}}}", POWER

    def _binary(self, node: Binary) -> tuple[str, int]:
        left, right = node.left, node.right
        if isinstance(left, Negative) and node.operator not in ("^", "//"):
            # (−a)·b reads better, and means the same, as −a·b
            inner, hold = self._binary(Binary(node.operator, left.of, right))
            return f"-{inner if hold >= LOOSE else self.bracket(inner)}", SUM
        match node.operator:
            case "/":
                return f"\\frac{{{self.plain(left)}}}{{{self.plain(right)}}}", POWER
            case "//":
                inner = f"\\frac{{{self.plain(left)}}}{{{self.plain(right)}}}"
                return f"\\left\\lfloor {inner}\\right\\rfloor", ATOM
            case "^":
                base = self.at(left, ATOM)
                if isinstance(left, Call) and left.function == "transpose":
                    base = self.bracket(base)
                if isinstance(left, Symbol) and "^" in base:
                    base = f"{{{base}}}"
                return f"{base}^{{{self.plain(right)}}}", POWER
            case "⊗":
                return f"{self.at(left, LOOSE)} \\otimes {self.at(right, PRODUCT)}", LOOSE
            case "@":
                return self._matrix_product(left, right)
            case _:
                sign = _PRODUCTS[node.operator]
        first = self.at(left, PRODUCT)
        if ends_in_bound(left):
            first = self.bracket(self.plain(left))
        second = self.at(right, PRODUCT if isinstance(right, Bound) else POWER)
        if node.operator == "*" and self.between_arrays(node):
            sign = "\\odot"
        if sign == "\\odot":
            return f"{self.at(left, LOOSE)} \\odot {self.at(right, PRODUCT)}", LOOSE
        if sign in ("", "\\,"):
            digits = isinstance(right, Number) or second[:1].isdigit()
            sign = "\\cdot" if digits else "\\,"
        return f"{first} {sign} {second}", PRODUCT

    def _matrix_product(self, left: Node, right: Node) -> tuple[str, int]:
        """NumPy's `@`: where a vector stands on the left, mathematics transposes it."""
        first, second = self.at(left, PRODUCT), self.at(right, POWER)
        if self.turns(left, right):
            first = f"{self.at(left, ATOM)}^{{\\top}}"
        return f"{first} \\, {second}", PRODUCT

    def _call(self, node: Call) -> tuple[str, int]:
        args = node.args
        if node.function == "norm":
            inner, *order = args
            sub = f"_{{{self.plain(order[0])}}}" if order else ""
            return f"\\left\\lVert {self.plain(inner)} \\right\\rVert{sub}", ATOM
        match node.function, len(args):
            case "transpose", 1:
                base = self.at(args[0], ATOM)
                return (f"{{{base}}}" if "^" in base else base) + "^{\\top}", ATOM
            case "inverse", 1:
                base = self.at(args[0], ATOM)
                return (f"{{{base}}}" if "^" in base else base) + "^{-1}", ATOM
            case "sqrt", 1 if not node.primes:
                return f"\\sqrt{{{self.plain(args[0])}}}", ATOM
            case "abs", 1 if not node.primes:
                return f"\\left|{self.plain(args[0])}\\right|", ATOM
            case "floor", 1:
                return f"\\left\\lfloor {self.plain(args[0])} \\right\\rfloor", ATOM
            case "ceil", 1:
                return f"\\left\\lceil {self.plain(args[0])} \\right\\rceil", ATOM
            case "indicator", 1:
                return f"\\mathbb{{1}}\\left[{self.plain(args[0])}\\right]", ATOM
            case "kronecker", 2:
                return f"\\delta_{{{self.plain(args[0])}{self.plain(args[1])}}}", ATOM
            case "inner", 2:
                return f"\\langle {self.listed(args)} \\rangle", ATOM
            case "factorial", 1:
                return f"{self.at(args[0], ATOM)}!", POWER
            case "square", 1:
                return f"{self.at(args[0], ATOM)}^{{\\odot 2}}", POWER
            case "binomial", 2:
                return f"\\binom{{{self.plain(args[0])}}}{{{self.plain(args[1])}}}", ATOM
            case "as_column" | "as_row" | "value", 1:
                return self.write(args[0])
            case _:
                pass
        if node.function == "matmul" and len(args) == 2:
            return self._matrix_product(*args)
        if node.function == "log2" and not node.primes:
            return f"\\log_2\\left({self.listed(args)}\\right)", ATOM
        known = FUNCTIONS.get(node.function)
        head = (known.latex if known else "") or (
            f"\\operatorname{{{node.function.replace('_', ' ')}}}"
        )
        axis = f"_{{\\text{{axis }}{node.axis}}}" if node.axis not in (None, -1) else ""
        return f"{head}{chr(39) * node.primes}{axis}\\left({self.listed(args)}\\right)", ATOM

    def _bound(self, node: Bound) -> tuple[str, int]:
        head = (
            _BIG[node.operator]
            if node.operator in _BIG
            else (
                f"\\{node.operator}"
                if len(node.operator) == 3
                else f"\\arg\\{node.operator[3:]}"
                if node.operator.startswith("arg")
                else "\\operatorname{mean}"
            )
        )
        below = self.name(node.index)
        if node.lower is not None:
            below += f"={self.plain(node.lower)}"
        if node.condition is not None:
            held = self.plain(node.condition)
            below = held if node.lower is None and node.index in held else f"{below},\\, {held}"
        above = f"^{{{self.plain(node.upper)}}}" if node.upper is not None else ""
        return f"{head}_{{{below}}}{above} {self.at(node.body, LOOSE)}", PRODUCT
