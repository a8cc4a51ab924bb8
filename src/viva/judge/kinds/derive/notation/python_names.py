"""Names and subscripts in Python notation."""

from __future__ import annotations

import ast
from abc import abstractmethod
from fractions import Fraction

from viva.core import Text
from viva.judge.kinds.derive.notation.characters import Normal
from viva.judge.kinds.derive.notation.functions import find_function
from viva.judge.kinds.derive.notation.names import split_word
from viva.judge.kinds.derive.notation.naming import array_for, find_word, is_array, unknown
from viva.judge.kinds.derive.notation.python_text import MODULES
from viva.judge.kinds.derive.notation.symbols import Symbols
from viva.judge.kinds.derive.notation.tree import (
    Applied,
    Call,
    Constant,
    Element,
    Identity,
    Index,
    Node,
    Number,
    Symbol,
    Whole,
)
from viva.judge.kinds.derive.notation.unreadable import NO_HINT, Unreadable

EXPECTATIONS = {"E": "E", "Var": "Var", "Cov": "Cov", "Std": "Std"}


class PythonNames:
    """Reads names; what an expression is, its subclass knows."""

    def __init__(self, normal: Normal, symbols: Symbols) -> None:
        self.normal = normal
        self.symbols = symbols
        self.local: dict[str, Node] = {}
        self.depth = 0
        self.fresh = 0
        self.lead = 0
        self.letters: frozenset[str] = frozenset()

    @abstractmethod
    def read(self, node: ast.expr) -> Node:
        """The tree of an expression."""

    @abstractmethod
    def expectation(self, node: ast.AST, word: str, args: list[ast.expr]) -> Node:
        """`E[…]` and its kin."""

    def fail(self, node: ast.AST, message: Text, hint: Text = NO_HINT) -> Unreadable:
        return Unreadable(message, self.place(node), hint)

    def place(self, node: ast.AST) -> int:
        """Where the node was typed."""
        return self.normal.origin(self.lead + getattr(node, "col_offset", 0))

    def refused(self, node: ast.AST) -> Unreadable:
        what = type(node).__name__
        return self.fail(
            node,
            Text(
                f"Python's {what} is not part of a formula.",
                f"公式里不能出现 Python 的 {what}。",
            ),
        )

    # ------------------------------------------------------------------ names

    def _name(self, node: ast.Name) -> Node:
        word = node.id.rstrip("_") or node.id
        if node.id in self.local:
            return self.local[node.id]
        found = find_word(self.symbols, word)
        if found is not None:
            if found.role == "function":
                if found.argument:
                    return Applied(found.name, (Symbol(found.argument),))
                raise self.fail(
                    node,
                    Text(
                        f"`{word}` is a function, so its argument must follow.",
                        f"`{word}` 是函数，后面应写出自变量。",
                    ),
                )
            return Symbol(found.name)
        match word:
            case "pi" | "PI":
                return Constant("pi")
            case "e":
                return Constant("e")
            case "inf":
                return Constant("infinity")
            case "I":
                return Identity()
            case _:
                pass
        if word in self.letters:
            return Index(word)
        base, accents, sub = split_word(word)
        element = self._element_word(base, accents, sub)
        if element is not None:
            return element
        if accents == ("bar",) and not sub:
            owner = self.symbols.find(base)
            if owner is not None and is_array(self.symbols, owner):
                axis = 0 if len(owner.shape) == 2 else None
                return Call("mean", (Symbol(owner.name),), axis=axis)
        if find_function(word) is not None:
            raise self.fail(
                node,
                Text(f"`{word}` has nothing to act on.", f"`{word}` 后面没有自变量。"),
                Text(f"Write `{word}(x)`.", f"请写成 `{word}(x)`。"),
            )
        raise unknown(self.symbols, base, accents, sub, self.place(node))

    def _element_word(self, base: str, accents: tuple[str, ...], sub: str) -> Node | None:
        """`p_i`, `W_ij`, `delta_ij`: a subscript in the name."""
        if not sub:
            return None
        at = self._letters(sub)
        if base in ("delta", "kronecker", "I") and not accents and len(at) == 2:
            owner = array_for(self.symbols, base)
            if owner is None:
                return Call("kronecker", at)
        owner = array_for(self.symbols, base, accents)
        if owner is None or not at or (owner.shape and len(at) > len(owner.shape)):
            return None
        if all(isinstance(x, Number) for x in at):
            return Element(Symbol(owner.name), at, 1)
        return Element(Symbol(owner.name), at, 0)

    def _letters(self, sub: str) -> tuple[Node, ...]:
        at: list[Node] = []
        for part in sub.split(","):
            if part.isdigit():
                at.append(Number(Fraction(part)))
            elif part in self.local or find_word(self.symbols, part) is not None:
                at.append(self._subscript_name(part))
            elif len(part) <= 3:
                at.extend(self._subscript_name(letter) for letter in part)
            else:
                return ()
        return tuple(at)

    def _subscript_name(self, name: str) -> Node:
        if name in self.local:
            return self.local[name]
        found = find_word(self.symbols, name)
        if (
            found is not None
            and found.role == "scalar"
            and found.domain in ("integer", "class", "label")
        ):
            return Symbol(found.name)
        return Index(name)

    def _attribute(self, node: ast.Attribute) -> Node:
        if self._module(node.value):
            match node.attr:
                case "pi":
                    return Constant("pi")
                case "e":
                    return Constant("e")
                case "inf":
                    return Constant("infinity")
                case _:
                    raise self._no_attribute(node)
        if node.attr in ("T", "mT"):
            return Call("transpose", (self.read(node.value),))
        if node.attr == "size":
            return Call("length", (self.read(node.value),))
        raise self._no_attribute(node)

    def _no_attribute(self, node: ast.Attribute) -> Unreadable:
        return self.fail(
            node,
            Text(f"`.{node.attr}` is not read.", f"不读取 `.{node.attr}`。"),
            Text("`.T` is, and functions by name are.", "可以写 `.T` 和已知的函数名。"),
        )

    def _module(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Name):
            return node.id in MODULES and find_word(self.symbols, node.id) is None
        return isinstance(node, ast.Attribute) and node.attr in MODULES and self._module(node.value)

    # ------------------------------------------------------------------ subscripts

    def _subscript(self, node: ast.Subscript) -> Node:
        value = node.value
        head = value.id if isinstance(value, ast.Name) else ""
        undeclared = bool(head) and find_word(self.symbols, head) is None
        if undeclared and head in EXPECTATIONS:
            return self.expectation(node, head, [node.slice])
        if isinstance(value, ast.Constant) and value.value == 1:
            return Call("indicator", (self.read(node.slice),))
        if isinstance(value, ast.Attribute) and value.attr == "shape":
            axis = node.slice
            if isinstance(axis, ast.Constant) and type(axis.value) is int and axis.value in (0, 1):
                return Call("length", (self.read(value.value),), axis=axis.value)
            raise self.refused(node)
        items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if undeclared and head in ("delta", "kronecker") and len(items) == 2:
            return Call("kronecker", tuple(self._position(item) for item in items))
        base = self.read(value)
        new = [isinstance(i, ast.Constant) and i.value is None for i in items]
        if (
            any(new)
            and len(items) == 2
            and all(n or isinstance(i, ast.Slice) for n, i in zip(new, items, strict=True))
        ):
            return Call("as_column" if new[1] else "as_row", (base,))
        return Element(base, tuple(self._position(item) for item in items), 0)

    def _position(self, item: ast.expr) -> Node:
        if isinstance(item, ast.Slice):
            if item.lower is None and item.upper is None and item.step is None:
                return Whole()
            raise self.fail(
                item, Text("only the whole slice `:` is read.", "切片只读取完整的 `:`。")
            )
        if isinstance(item, ast.Name):
            if item.id in self.local:
                return self.local[item.id]
            found = find_word(self.symbols, item.id)
            if len(item.id) == 1 and (found is None or found.role == "dimension"):
                return Index(item.id)
        return self.read(item)


def subscript_letters(node: ast.expr) -> frozenset[str]:
    """The single letters that stand in some subscript: where undeclared, they are indices."""
    found: set[str] = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Subscript):
            items = part.slice.elts if isinstance(part.slice, ast.Tuple) else [part.slice]
            found.update(i.id for i in items if isinstance(i, ast.Name) and len(i.id) == 1)
        elif isinstance(part, ast.Name) and "_" in part.id.strip("_"):
            sub = part.id.strip("_").rpartition("_")[2]
            found.update(sub if len(sub) <= 2 and sub.isalpha() else ())
    return frozenset(found)
