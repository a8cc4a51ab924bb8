"""Gives every part of a tree its shape, and every ambiguous product its meaning.

Dimensions are compared by name, so that `W x` against `x W` is told before any number is drawn.
In LaTeX a vector is a column and juxtaposition is the matrix product; in Python notation a
vector is NumPy's 1-D array and `*` is elementwise.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from fractions import Fraction

from viva.core import Text
from viva.judge.kinds.derive.meaning.calls import CallElaborator, negated
from viva.judge.kinds.derive.meaning.domains import MAX_ARGUMENTS
from viva.judge.kinds.derive.meaning.products import Products, misfit
from viva.judge.kinds.derive.meaning.program import (
    Axis,
    Data,
    Dim,
    Hole,
    Op,
    Program,
    Shape,
    settled,
    walk_ops,
)
from viva.judge.kinds.derive.meaning.shapes import broadcast, same_dim
from viva.judge.kinds.derive.notation.reading import read
from viva.judge.kinds.derive.notation.render import to_text
from viva.judge.kinds.derive.notation.scope import free_indices
from viva.judge.kinds.derive.notation.symbols import Declared, Symbols
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
    Tree,
    Whole,
)
from viva.judge.kinds.derive.notation.unreadable import Misfit
from viva.judge.kinds.derive.notation.writing import Rank

MAX_AXES = 8


def elaborate(
    node: Node,
    symbols: Symbols,
    notation: Notation,
    order: tuple[str, ...] = (),
    like: Program | None = None,
) -> Program:
    """The program of a tree.

    Args:
        node: the tree.
        symbols: the declared names.
        notation: what the tree was written in: it decides what products and vectors mean.
        order: the free indices in the order of the left side, where there is one.
        like: the reference, to give `I`, a vector of ones or a bare index its size.

    Raises:
        Misfit: where dimensions do not fit, naming the part and both shapes.
    """
    return Elaborator(symbols, notation).program(node, order, like)


def ranks(tree: Tree, symbols: Symbols) -> Rank:
    """The number of axes of every part of a tree, 0 where its dimensions do not fit."""
    elaborator = Elaborator(symbols, tree.notation)
    for node in {*tree.sides, tree.node}:
        with contextlib.suppress(Misfit):
            elaborator.op(node)
    known = elaborator.ranks
    return lambda node: known.get(node, 0)


class Elaborator(CallElaborator):
    """One pass over one tree."""

    def __init__(self, symbols: Symbols, notation: Notation) -> None:
        super().__init__(notation)
        self.symbols = symbols
        self.axes: dict[str, Axis] = {}
        self.active: list[tuple[str, str]] = []
        self.used: set[str] = set()
        self.defining: list[str] = []
        self.ranks: dict[Node, int] = {}

    def program(self, node: Node, order: tuple[str, ...], like: Program | None) -> Program:
        result = self.op(node)
        if like is not None:
            self._sized_like(result.shape, like)
        letters = free_indices(node)
        free = [x for x in order if x in letters]
        free.extend(sorted(x for x in letters if x not in free))
        for axis in self.axes.values():
            if isinstance(settled(axis.dim), Hole):
                raise Misfit(
                    Text(
                        f"the range of the index {axis.letter} cannot be told.",
                        f"看不出下标 {axis.letter} 的取值范围。",
                    )
                )
        self._no_holes(result)
        names = tuple(f"{letter}·" for letter in free)
        axes = tuple(
            Axis(axis.name, axis.letter, settled(axis.dim), axis.start)
            for axis in self.axes.values()
        )
        return Program(result, axes, names, frozenset(self.used), self._lengths(result))

    def _lengths(self, result: Op) -> frozenset[str]:
        """The dimensions that an index runs along or that an array has."""
        dims = [axis.dim for axis in self.axes.values()]
        dims.extend(dim for op in walk_ops(result) for dim in op.shape.dims)
        return frozenset(dim for dim in map(settled, dims) if isinstance(dim, str))

    def _sized_like(self, shape: Shape, like: Program) -> None:
        """Sizes that the formula leaves open are those of the reference."""
        if like.result.shape.rank == shape.rank:
            for mine, theirs in zip(shape.dims, like.result.shape.dims, strict=True):
                if isinstance(settled(mine), Hole):
                    same_dim(mine, theirs)
        for name in like.free:
            mine = self.axes.get(name)
            if mine is not None and isinstance(settled(mine.dim), Hole):
                same_dim(mine.dim, like.axis(name).dim)

    def _no_holes(self, result: Op) -> None:
        stack = [result]
        seen: set[int] = set()
        while stack:
            op = stack.pop()
            if id(op) in seen:
                continue
            seen.add(id(op))
            if op.kind in ("identity", "fill") and any(
                isinstance(settled(d), Hole) for d in op.shape.dims
            ):
                what = "I" if op.kind == "identity" else "𝟏"
                raise Misfit(
                    Text(
                        f"the size of {what} cannot be told from where it stands.",
                        f"从上下文看不出 {what} 的大小。",
                    )
                )
            stack.extend(op.args)

    # ------------------------------------------------------------------ dispatch

    def op(self, node: Node) -> Op:
        """The operation that computes a part of the tree."""
        result = self._op(node)
        if not self.given:
            self.ranks[node] = result.shape.rank
        return result

    def _op(self, node: Node) -> Op:
        match node:
            case Number(value):
                return Op("number", (), value)
            case Constant(name):
                return Op("constant", (), name)
            case Symbol(name):
                return self._symbol(name)
            case Index(name):
                return Op("index", (), self._axis(name))
            case Element():
                return self._element(node)
            case Negative(of):
                inner = self.op(of)
                return Op("neg", (inner,), None, inner.shape)
            case Add(terms):
                return self.elementwise("add", [self.op(t) for t in terms], node)
            case Binary():
                return self._binary(node)
            case Compare(operator, left, right):
                return self.elementwise("compare", [self.op(left), self.op(right)], node, operator)
            case Logic(operator, args):
                return self.elementwise(operator, [self.op(x) for x in args], node)
            case Call():
                return self.call(node)
            case Applied(name, args, primes):
                return self._applied(name, args, primes, node)
            case Bound():
                return self._bound(node)
            case Cases():
                return self._cases(node)
            case Expectation():
                return self._expectation(node)
            case Identity(size):
                dim: Dim = Hole() if size is None else self._size(size)
                return Op("identity", (), None, Shape((dim, dim)))
            case Ones(size, value):
                dims = tuple(self._size(s) for s in size) or (Hole(),)
                return Op("fill", (), value, self.vector(dims))
            case Listing():
                return self._listing(node)
            case Optimum():
                raise misfit(
                    node,
                    "this is a problem to solve, not a value.",
                    "这是一个优化问题，而不是一个值。",
                )
            case Whole() | _:
                raise misfit(node, "`:` stands for no value.", "`:` 不表示一个值。")

    def _size(self, node: Node) -> Dim:
        match node:
            case Number(value) if value.denominator == 1 and 0 < value <= 32:
                return int(value)
            case Symbol(name) if self.symbols[name].role == "dimension":
                self.used.add(name)
                return name
            case Call("length", (of,), _, axis):
                return self.op(of).shape.dims[axis or 0]
            case _:
                raise misfit(node, "this is no size that is declared.", "这不是已声明的维数。")

    # ------------------------------------------------------------------ names

    def _symbol(self, name: str) -> Op:
        if self.given:
            return self.given[-1]
        declared = self.symbols[name]
        self.used.add(name)
        if declared.definition:
            return self._defined(declared)
        match declared.role:
            case "array":
                for dim in declared.shape:
                    if isinstance(dim, str):
                        self.used.add(dim)
                return Op("symbol", (), name, self.vector(declared.shape))
            case "random":
                axis = self._outcomes(declared)
                return Op("random", (), (name, axis))
            case "function":
                raise misfit(
                    Symbol(name),
                    f"{name} is a function without argument.",
                    f"函数 {name} 缺少自变量。",
                )
            case _:
                pass
        value = Op("symbol", (), name)
        if declared.domain == "class" and self.notation == "python":
            return Op("add", (value, Op("number", (), Fraction(-1))))
        return value

    def _defined(self, declared: Declared) -> Op:
        if declared.name in self.defining:
            raise misfit(
                Symbol(declared.name), "it is defined through itself.", "它的定义引用了自己。"
            )
        self.defining.append(declared.name)
        tree = read(declared.definition, self.symbols)
        kept, self.notation = self.notation, tree.notation
        self.products = Products(tree.notation)
        active, self.active = self.active, []
        value = self.op(tree.node)
        self.notation, self.active = kept, active
        self.products = Products(kept)
        self.defining.pop()
        shape = value.shape
        turned = self.vector(shape.dims)
        if shape.rank == 1 and shape.turn != turned.turn:
            value = Op("same", (value,), None, turned)
        return value

    def _outcomes(self, declared: Declared) -> str:
        """The axis of the space that a random variable lives on."""
        space = declared.shape[0]
        name = f"Ω{space}"
        if name not in self.axes:
            self._add_axis(Axis(name, f"outcome of {space}", space, 0))
        self.used.add(str(space))
        return name

    def _add_axis(self, axis: Axis) -> None:
        if len(self.axes) >= MAX_AXES:
            raise Misfit(
                Text(
                    f"the formula has more than {MAX_AXES} indices.",
                    f"公式的下标超过 {MAX_AXES} 个。",
                )
            )
        self.axes[axis.name] = axis

    def _axis(self, letter: str) -> str:
        """The axis of an index where it is used; a free one is made at its first use."""
        for bound, name in reversed(self.active):
            if bound == letter:
                return name
        name = f"{letter}·"
        if name not in self.axes:
            self._add_axis(Axis(name, letter, Hole(), 1 if self.notation == "latex" else 0))
        return name

    def _applied(self, name: str, args: tuple[Node, ...], primes: int, node: Node) -> Op:
        self.used.add(name)
        values = [self.op(a) for a in args]
        if not 1 <= len(values) <= MAX_ARGUMENTS:
            raise misfit(
                node,
                f"a function takes 1 to {MAX_ARGUMENTS} arguments.",
                f"函数应有 1 到 {MAX_ARGUMENTS} 个自变量。",
            )
        if primes > 2 or (primes and len(values) != 1):
            raise misfit(node, "this derivative is not known.", "没有这个导数。")
        return self.elementwise("applied", values, node, (name, primes))

    # ------------------------------------------------------------------ elements

    def _element(self, node: Element) -> Op:
        base = self.op(node.base)
        dims = base.shape.dims
        if len(node.at) > len(dims):
            raise misfit(
                node,
                f"{to_text(node.base)} has {len(dims)} axes, not {len(node.at)}.",
                f"{to_text(node.base)} 有 {len(dims)} 个轴，而不是 {len(node.at)} 个。",
            )
        spec: list[Data] = []
        exprs: list[Op] = []
        kept: list[Dim] = []
        for k, dim in enumerate(dims):
            item = node.at[k] if k < len(node.at) else Whole()
            match item:
                case Whole():
                    spec.append("keep")
                    kept.append(dim)
                case Index(letter) if (name := self._along(letter, dim, node)) is not None:
                    spec.append(("axis", name))
                case Number(value) if value < 0:
                    spec.append(("end", int(-value)))
                case _:
                    value = self.op(item)
                    if value.shape.rank:
                        raise misfit(item, "an index is a number.", "下标应是数。")
                    spec.append(("at", len(exprs), node.origin))
                    exprs.append(value)
        return Op("element", (base, *exprs), tuple(spec), self.vector(tuple(kept)))

    def _along(self, letter: str, dim: Dim, node: Element) -> str | None:
        """The axis that runs along `dim` under this letter, or None where it only picks entries."""
        name = self._axis(letter)
        axis = self.axes[name]
        if axis.dim == -1:
            return None
        if same_dim(axis.dim, dim):
            return name
        have, need = Shape((axis.dim,)).words(), Shape((dim,)).words()
        raise misfit(
            node,
            f"the index {letter} runs to {have}, but this axis has {need} entries.",
            f"下标 {letter} 取到 {have}，而这个轴有 {need} 个分量。",
        )

    # ------------------------------------------------------------------ operators over an index

    def _bound(self, node: Bound) -> Op:
        name = f"{node.index}·{len(self.axes)}"
        lower = None if node.lower is None else self.op(node.lower)
        upper = None if node.upper is None else self.op(node.upper)
        dim, start = self._range(node)
        self._add_axis(Axis(name, node.index, dim, start))
        self.active.append((node.index, name))
        body = self.op(node.body)
        held = None if node.condition is None else self.op(node.condition)
        self.active.pop()
        if held is not None and held.shape.rank:
            raise misfit(
                node, "the condition is not about single entries.", "条件不是针对单个分量的。"
            )
        args = [body]
        data: list[Data] = [node.operator, name]
        if dim == -1 and lower is not None and upper is not None:
            args.extend((lower, upper))
            data.append("range")
        if held is not None:
            args.append(held)
            data.append("held")
        return Op("bound", tuple(args), tuple(data), body.shape)

    def _range(self, node: Bound) -> tuple[Dim, int]:
        """The size of an index and its first value; size -1 where the ends must be computed."""
        origin = 1 if self.notation == "latex" else 0
        if node.upper is None:
            if isinstance(node.lower, Number) and node.lower.value in (0, 1):
                origin = int(node.lower.value)
            return Hole(), origin
        lower, upper = node.lower, node.upper
        if lower is None:
            lower = Number(Fraction(origin))
        if isinstance(lower, Number) and lower.value == 1:
            match upper:
                case Symbol(name) if self.symbols[name].role == "dimension":
                    return name, 1
                case _:
                    pass
        if isinstance(lower, Number) and lower.value == 0:
            match upper:
                case Add((Symbol(name), Number(one))) if (
                    one == -1 and self.symbols[name].role == "dimension"
                ):
                    return name, 0
                case Add((Call("length", (of,), _, axis), Number(one))) if one == -1:
                    return self.op(of).shape.dims[axis or 0], 0
                case _:
                    pass
        if node.lower is None:
            raise misfit(node, "the sum has no lower end.", "求和缺少下界。")
        return -1, 0

    def _cases(self, node: Cases) -> Op:
        flat: list[Op] = []
        for value, held in node.branches:
            flat.extend((self.op(value), self.op(held)))
        if node.otherwise is not None:
            flat.append(self.op(node.otherwise))
        return self.elementwise("cases", flat, node)

    # ------------------------------------------------------------------ expectations

    def _expectation(self, node: Expectation) -> Op:
        args = [self.op(a) for a in node.args]
        spaces = self._spaces(args)
        if node.over:
            chosen = {f"Ω{self.symbols[v].shape[0]}" for v in node.over}
            spaces = [s for s in spaces if s in chosen]
        if not spaces:
            return self._over_entries(node, args)
        shape = broadcast([a.shape for a in args], self.notation)
        if shape is None:
            raise self.unlike(args, node)

        def mean(op: Op) -> Op:
            for space in spaces:
                op = Op("expect", (op,), space, op.shape)
            return op

        if node.operator == "E":
            return mean(args[0])
        first, last = args[0], args[-1]
        a = self.elementwise("add", [first, negated(mean(first))], node)
        b = self.elementwise("add", [last, negated(mean(last))], node)
        spread = mean(self.elementwise("mul", [a, b], node))
        return Op("fn", (spread,), "sqrt", spread.shape) if node.operator == "Std" else spread

    def _spaces(self, args: Sequence[Op]) -> list[str]:
        found: dict[str, None] = {}
        stack = list(args)
        while stack:
            op = stack.pop()
            if op.kind == "random" and isinstance(op.data, tuple):
                found[str(op.data[1])] = None
            if op.kind == "expect":
                inner = [s for s in self._spaces(op.args) if s != op.data]
                found.update(dict.fromkeys(inner))
                continue
            stack.extend(op.args)
        return list(found)

    def _over_entries(self, node: Expectation, args: Sequence[Op]) -> Op:
        """Without a random variable, the mean and variance are those of the entries."""
        names = {"E": "mean", "Var": "var", "Std": "std"}
        if node.operator not in names or args[0].shape.rank == 0:
            raise misfit(node, "nothing in it is random.", "其中没有随机变量。")
        axis = None if args[0].shape.rank == 1 else 0
        return self.reduce(names[node.operator], args[0], axis, False, node)

    # ------------------------------------------------------------------ listings

    def _listing(self, node: Listing) -> Op:
        entries = [self.op(x) for row in node.rows for x in row]
        if any(e.shape.rank for e in entries):
            raise misfit(node, "the entries are not all numbers.", "各元素并不都是数。")
        rows, columns = len(node.rows), len(node.rows[0])
        if node.flat or columns == 1:
            return Op("stack", tuple(entries), None, self.vector((rows * columns,)))
        return Op("stack", tuple(entries), None, Shape((rows, columns)))

    # ------------------------------------------------------------------ binary operators

    def _binary(self, node: Binary) -> Op:
        left, right = self.op(node.left), self.op(node.right)
        match node.operator:
            case "*" | "⊙":
                return self.elementwise("mul", [left, right], node)
            case "/":
                if self.notation == "latex" and right.shape.rank == 2 and left.shape.rank != 2:
                    raise misfit(
                        node,
                        "nothing is divided by a matrix; write its inverse.",
                        "不能除以矩阵，请写成逆矩阵。",
                    )
                return self.elementwise("div", [left, right], node)
            case "//":
                value = self.elementwise("div", [left, right], node)
                return Op("fn", (value,), "floor", value.shape)
            case "^":
                return self._power(left, right, node)
            case "@":
                return self.products.matrix(left, right, node)
            case "⊗":
                return self.products.outer(left, right, node)
            case "%":
                raise misfit(node, "remainders are not read.", "不读取取余运算。")
            case _:
                if left.shape.rank == 0 or right.shape.rank == 0:
                    return self.elementwise("mul", [left, right], node)
                if node.operator == "×" and (left.shape == right.shape and left.shape.rank == 1):
                    return self.elementwise("mul", [left, right], node)
                return self.products.product(left, right, node)

    def _power(self, base: Op, exponent: Op, node: Binary) -> Op:
        if base.shape.rank == 2 and exponent.kind == "number":
            value = exponent.data
            square = same_dim(base.shape.dims[0], base.shape.dims[1])
            if value == -1 and square:
                return Op("inverse", (base,), None, base.shape)
            if value == -1 and self.notation == "latex":
                raise misfit(node, "only a square matrix has an inverse.", "只有方阵才有逆。")
            if self.notation == "latex" and square and value in (2, 3):
                power = base
                for _ in range(int(value) - 1):
                    power = self.products.matrix(power, base, node)
                return power
        half = Fraction(-1, 2)
        if (
            base.shape.rank == 2
            and exponent.kind in ("neg", "number")
            and (exponent.kind == "neg" and exponent.args[0].data == 1)
        ):
            return Op("inverse", (base,), None, base.shape)
        if base.kind == "constant" and base.data == "e" and exponent.data != half:
            return Op("fn", (exponent,), "exp", exponent.shape)
        return self.elementwise("pow", [base, exponent], node)
