"""Python notation read into a tree: `ast` parses, a whitelist of node types is walked.

Nothing is compiled and nothing is evaluated. What is not on the list is refused by name.
"""

from __future__ import annotations

import ast
import warnings
from fractions import Fraction

from viva.core import Text
from viva.judge.kinds.derive.notation.python_calls import PythonCalls
from viva.judge.kinds.derive.notation.python_names import subscript_letters
from viva.judge.kinds.derive.notation.tree import (
    MAX_TREE_DEPTH,
    Add,
    Binary,
    BinaryOperator,
    Call,
    Cases,
    Compare,
    Comparison,
    Listing,
    Logic,
    Node,
    Number,
    negative,
)
from viva.judge.kinds.derive.notation.unreadable import Unreadable

_BINARY: dict[type[ast.operator], BinaryOperator] = {
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.MatMult: "@",
    ast.Pow: "^",
    ast.Mod: "",
}
_COMPARE: dict[type[ast.cmpop], Comparison] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "=",
    ast.NotEq: "!=",
}


class PythonReader(PythonCalls):
    """Walks the syntax tree of one side of a formula."""

    def whole(self) -> Node:
        text = self.normal.text.strip()
        if not text:
            raise Unreadable(Text("there is no formula here.", "这里没有公式。"))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", SyntaxWarning)
                parsed = ast.parse(self.normal.text.lstrip(), mode="eval")
        except SyntaxError as error:
            lead = len(self.normal.text) - len(self.normal.text.lstrip())
            raise Unreadable(
                Text("this is no formula in Python notation.", "这不是 Python 记法的公式。"),
                self.normal.origin(lead + max(0, (error.offset or 1) - 1)),
                Text("Something is missing or too much here.", "这里缺了或多了内容。"),
            ) from None
        except (RecursionError, MemoryError, ValueError):
            raise Unreadable(Text("the formula is nested too deep.", "公式嵌套太深。")) from None
        self.lead = len(self.normal.text) - len(self.normal.text.lstrip())
        self.letters = subscript_letters(parsed.body)
        return self.read(parsed.body)

    # ------------------------------------------------------------------ dispatch

    def read(self, node: ast.expr) -> Node:
        """The tree of an expression."""
        self.depth += 1
        if self.depth > MAX_TREE_DEPTH:
            raise self.fail(node, Text("the formula is nested too deep.", "公式嵌套太深。"))
        try:
            return self._read(node)
        finally:
            self.depth -= 1

    def _read(self, node: ast.expr) -> Node:
        match node:
            case ast.Constant():
                return self._number(node)
            case ast.Name():
                return self._name(node)
            case ast.BinOp():
                return self._binary(node)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return negative(self.read(operand))
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.read(operand)
            case ast.UnaryOp(op=ast.Not() | ast.Invert(), operand=operand):
                return Logic("not", (self.read(operand),))
            case ast.BoolOp(op=operator, values=values):
                word = "and" if isinstance(operator, ast.And) else "or"
                return Logic(word, tuple(self.read(value) for value in values))
            case ast.Compare():
                return self._compare(node)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self._choice(test, body, orelse)
            case ast.Call():
                return self._call(node)
            case ast.Attribute():
                return self._attribute(node)
            case ast.Subscript():
                return self._subscript(node)
            case ast.List(elts=items) | ast.Tuple(elts=items):
                return self._listing(node, items)
            case _:
                raise self.refused(node)

    def _number(self, node: ast.Constant) -> Node:
        if type(node.value) not in (int, float):
            raise self.refused(node)
        start = self.lead + node.col_offset
        text = self.normal.text[start : self.lead + (node.end_col_offset or 0)]
        return Number(Fraction(text))

    def _binary(self, node: ast.BinOp) -> Node:
        if isinstance(node.op, (ast.Add, ast.Sub)):
            return self._sum(node)
        if isinstance(node.op, (ast.BitAnd, ast.BitOr)):
            word = "and" if isinstance(node.op, ast.BitAnd) else "or"
            return Logic(word, (self.read(node.left), self.read(node.right)))
        operator = _BINARY.get(type(node.op))
        if operator is None:
            raise self.refused(node.op)
        return Binary(operator, self.read(node.left), self.read(node.right))

    def _sum(self, node: ast.BinOp) -> Node:
        """A chain of plus and minus, without recursion along it."""
        terms: list[Node] = []
        top: ast.expr = node
        while isinstance(top, ast.BinOp) and isinstance(top.op, (ast.Add, ast.Sub)):
            right = self.read(top.right)
            terms.append(negative(right) if isinstance(top.op, ast.Sub) else right)
            top = top.left
        terms.append(self.read(top))
        return Add(tuple(reversed(terms)))

    def _compare(self, node: ast.Compare) -> Node:
        parts: list[Node] = []
        left = self.read(node.left)
        for operator, right in zip(node.ops, node.comparators, strict=True):
            sign = _COMPARE.get(type(operator))
            if sign is None:
                raise self.refused(operator)
            value = self.read(right)
            parts.append(Compare(sign, left, value))
            left = value
        return parts[0] if len(parts) == 1 else Logic("and", tuple(parts))

    def _choice(self, test: ast.expr, body: ast.expr, orelse: ast.expr) -> Node:
        branches = [(self.read(body), self.read(test))]
        while isinstance(orelse, ast.IfExp):
            branches.append((self.read(orelse.body), self.read(orelse.test)))
            orelse = orelse.orelse
        return Cases(tuple(branches), self.read(orelse))

    def _listing(self, node: ast.expr, items: list[ast.expr]) -> Node:
        if isinstance(node, ast.List) and len(items) == 1 and isinstance(items[0], ast.Compare):
            return Call("indicator", (self.read(items[0]),))
        if not items:
            raise self.refused(node)
        if isinstance(node, ast.Tuple) and all(isinstance(item, ast.Compare) for item in items):
            return Logic("and", tuple(self.read(item) for item in items))
        if isinstance(node, ast.List) and all(isinstance(item, ast.List) for item in items):
            rows = tuple(
                tuple(self.read(x) for x in item.elts)
                for item in items
                if isinstance(item, ast.List)
            )
            if len({len(row) for row in rows}) != 1 or not rows[0]:
                raise self.fail(node, Text("the rows differ in length.", "各行的长度不一致。"))
            return Listing(rows)
        return Listing((tuple(self.read(item) for item in items),), flat=True)
