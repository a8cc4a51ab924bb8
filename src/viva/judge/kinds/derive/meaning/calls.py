"""Functions by name: what each does to shapes, and which operations it is made of."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from fractions import Fraction
from functools import cache

from viva.judge.kinds.derive.meaning.products import Products, misfit
from viva.judge.kinds.derive.meaning.program import (
    SCALAR,
    Data,
    Dim,
    Hole,
    Op,
    Shape,
)
from viva.judge.kinds.derive.meaning.shapes import broadcast, lift, same_dim
from viva.judge.kinds.derive.notation.functions import (
    DEFINED,
    DERIVATIVES,
    FUNCTIONS,
    SECOND_DERIVATIVES,
)
from viva.judge.kinds.derive.notation.reading import read
from viva.judge.kinds.derive.notation.symbols import declare
from viva.judge.kinds.derive.notation.tree import (
    Call,
    Node,
    Notation,
)
from viva.judge.kinds.derive.notation.unreadable import Misfit


class CallElaborator:
    """Gives calls their shapes; what any other part means, its subclass knows."""

    def __init__(self, notation: Notation) -> None:
        self.notation: Notation = notation
        self.given: list[Op] = []
        self.products = Products(notation)

    @abstractmethod
    def op(self, node: Node) -> Op:
        """The operation that computes a part of the tree."""

    def vector(self, dims: tuple[Dim, ...]) -> Shape:
        return Shape(dims, "column" if self.notation == "latex" and len(dims) == 1 else "any")

    def elementwise(self, kind: str, args: Sequence[Op], node: Node, data: Data = None) -> Op:
        """An operation entry by entry, the arguments brought to one shape."""
        shape = broadcast([a.shape for a in args], self.notation)
        if shape is None:
            raise self.unlike(args, node)
        return Op(kind, tuple(lift(a, shape) for a in args), data, shape)

    def unlike(self, args: Sequence[Op], node: Node) -> Misfit:
        shapes = [a.shape for a in args if a.shape.rank]
        first = shapes[0]
        other = next(
            (s for s in shapes[1:] if broadcast([first, s], self.notation) is None), shapes[-1]
        )
        a, b = described(first), described(other)
        return misfit(
            node,
            f"{a[0]} and {b[0]} do not fit together entry by entry.",
            f"{a[1]}和{b[1]}不能逐元素运算。",
        )

    # ------------------------------------------------------------------ functions

    def call(self, node: Call) -> Op:
        name = node.function
        args = [self.op(a) for a in node.args]
        if node.primes:
            texts = DERIVATIVES if node.primes == 1 else SECOND_DERIVATIVES
            if name not in texts or node.primes > 2:
                raise misfit(
                    node, f"the derivative of {name} is not known here.", f"没有 {name} 的导数。"
                )
            return self._expanded(texts[name], args[0])
        if name in DEFINED:
            return self._expanded(DEFINED[name], args[0])
        if name not in FUNCTIONS:
            return self._own(name, args, node)
        match FUNCTIONS[name].effect:
            case "elementwise":
                return Op("fn", (args[0],), name, args[0].shape)
            case "fold":
                if len(args) == 1:
                    return self.reduce(name, args[0], node.axis, node.keepdims, node)
                return self.elementwise("fold", args, node, name)
            case "reduce":
                return self.reduce(name, args[0], node.axis, node.keepdims, node)
            case "own":
                return self._own(name, args, node)

    def _expanded(self, text: str, u: Op) -> Op:
        """A function written in terms of others, at u."""
        kept, self.notation = self.notation, "python"
        self.given.append(u)
        value = self.op(_definition(text))
        self.given.pop()
        self.notation = kept
        if value.shape != u.shape and value.shape.rank == u.shape.rank:
            value = Op("same", (value,), None, u.shape)
        return value

    def reduce(self, name: str, of: Op, axis: int | None, keepdims: bool, node: Node) -> Op:
        rank = of.shape.rank
        if axis is not None and not -rank <= axis < max(rank, 1):
            raise misfit(node, f"there is no axis {axis}.", f"没有第 {axis} 轴。")
        if rank == 0:
            if name in ("argmax", "argmin"):
                raise misfit(node, f"{name} of one number.", f"对单个数求 {name}。")
            return Op("reduce", (of,), (name, ()), SCALAR)
        over = tuple(range(rank)) if axis is None else (axis % rank,)
        left = tuple(d for k, d in enumerate(of.shape.dims) if k not in over)
        shape = Shape(left, "any" if len(left) != 1 else self.vector(left).turn)
        value = Op("reduce", (of,), (name, over), shape)
        if not keepdims:
            return value
        dims = tuple(1 if k in over else d for k, d in enumerate(of.shape.dims))
        return Op("expand", (value,), over, Shape(dims, of.shape.turn))

    def _own(self, name: str, args: list[Op], node: Call) -> Op:
        first = args[0]
        rank = first.shape.rank
        match name:
            case "transpose":
                return self.products.transpose(first)
            case "matmul" | "inner":
                if name == "inner" or first.shape.rank == args[1].shape.rank == 1:
                    return self.products.inner(first, args[1], node)
                return self.products.matrix(first, args[1], node)
            case "outer":
                return self.products.outer(first, args[1], node)
            case "norm":
                return self._norm(args, node)
            case "squared_norm":
                squared = Op(
                    "pow",
                    (first, lift(Op("number", (), Fraction(2)), first.shape)),
                    None,
                    first.shape,
                )
                return self.reduce("sum", squared, None, False, node)
            case "softmax" | "log_softmax":
                if rank == 0:
                    raise misfit(node, f"{name} of a single number.", f"对单个数求 {name}。")
                axis = rank - 1 if node.axis is None else node.axis % rank
                return Op("softmax", (first,), (name, axis), first.shape)
            case "trace" | "det" | "inverse" | "solve":
                return self._square(name, args, node)
            case "diag":
                if rank == 1:
                    dim = first.shape.dims[0]
                    return Op("diag", (first,), None, Shape((dim, dim)))
                if rank != 2:
                    raise misfit(node, "diag takes a vector or a matrix.", "diag 需要向量或矩阵。")
                return Op("diagonal", (first,), None, self.vector((first.shape.dims[0],)))
            case "where":
                return self.elementwise("cases", [args[1], args[0], args[2]], node)
            case "clip":
                low = self.elementwise("fold", [first, args[1]], node, "max")
                return self.elementwise("fold", [low, args[2]], node, "min")
            case "indicator" | "value":
                return first
            case "kronecker":
                return self.elementwise("compare", args, node, "=")
            case "leaky_relu" | "elu":
                return self._leaky(name, args, node)
            case "heaviside":
                zero = lift(Op("number", (), Fraction(0)), first.shape)
                return Op("compare", (first, zero), ">", first.shape)
            case "binomial":
                top, below = args
                rest = self.elementwise("add", [top, negated(below)], node)
                parts = [Op("fn", (x,), "factorial", x.shape) for x in (below, rest)]
                both = self.elementwise("mul", parts, node)
                whole = Op("fn", (top,), "factorial", top.shape)
                return self.elementwise("div", [whole, both], node)
            case "length":
                return self._length(first, node)
            case "as_column" | "as_row":
                if rank != 1:
                    raise misfit(node, "only a vector gets a new axis.", "只有向量可以增加轴。")
                dim = first.shape.dims[0]
                column = name == "as_column"
                dims = (dim, 1) if column else (1, dim)
                return Op("expand", (first,), (1 if column else 0,), Shape(dims))
            case "logaddexp":
                powers = [Op("fn", (a,), "exp", a.shape) for a in args]
                total = self.elementwise("add", powers, node)
                return Op("fn", (total,), "log", total.shape)
            case "binary_entropy":
                return self._expanded("-u*log(u) - (1 - u)*log(1 - u)", first)
            case _:
                raise misfit(node, f"{name} is not known.", f"没有 {name}。")

    def _length(self, of: Op, node: Call) -> Op:
        dims = of.shape.dims if node.axis is None else of.shape.dims[node.axis : node.axis + 1]
        if not dims:
            raise misfit(node, "a number has no length.", "数没有长度。")
        value: Op | None = None
        for dim in dims:
            size = Op("size", (), dim if not isinstance(dim, Hole) else 0)
            value = size if value is None else Op("mul", (value, size))
        assert value is not None
        return value

    def _norm(self, args: list[Op], node: Call) -> Op:
        first = args[0]
        if first.shape.rank == 0:
            return Op("fn", (first,), "abs", first.shape)
        if len(args) == 1:
            return Op("norm", (first,), 2)
        order = args[1]
        if order.shape.rank:
            raise misfit(node, "the order of a norm is a number.", "范数的阶应是一个数。")
        if order.kind == "constant" and order.data == "infinity":
            size = Op("fn", (first,), "abs", first.shape)
            return self.reduce("max", size, None, False, node)
        if order.kind == "number" and order.data in (1, 2):
            return Op("norm", (first,), int(order.data))
        if order.kind == "number" and order.data == 0:
            zero = lift(Op("number", (), Fraction(0)), first.shape)
            return self.reduce(
                "sum", Op("compare", (first, zero), "!=", first.shape), None, False, node
            )
        size = Op("fn", (first,), "abs", first.shape)
        raised = self.elementwise("pow", [size, order], node)
        total = self.reduce("sum", raised, None, False, node)
        inverse = Op("div", (Op("number", (), Fraction(1)), order))
        return Op("pow", (total, inverse))

    def _square(self, name: str, args: list[Op], node: Call) -> Op:
        first = args[0]
        if first.shape.rank == 0 and name == "inverse":
            return Op("div", (Op("number", (), Fraction(1)), first))
        if first.shape.rank == 0 and name in ("trace", "det"):
            return first
        if first.shape.rank != 2 or not same_dim(*first.shape.dims):
            words = described(first.shape)
            raise misfit(
                node,
                f"{name} needs a square matrix, not {words[0]}.",
                f"{name} 需要方阵，而这里是{words[1]}。",
            )
        if name == "solve":
            inverse = Op("inverse", (first,), None, first.shape)
            return self.products.matrix(inverse, args[1], node)
        shape = first.shape if name == "inverse" else SCALAR
        return Op(name, (first,), None, shape)

    def _leaky(self, name: str, args: list[Op], node: Call) -> Op:
        first = args[0]
        slope = (
            args[1]
            if len(args) > 1
            else Op("number", (), Fraction(1, 100) if name == "leaky_relu" else Fraction(1))
        )
        zero = Op("number", (), Fraction(0))
        held = self.elementwise("compare", [first, zero], node, ">")
        if name == "elu":
            low = self.elementwise(
                "add",
                [Op("fn", (first,), "exp", first.shape), Op("number", (), Fraction(-1))],
                node,
            )
            low = self.elementwise("mul", [slope, low], node)
        else:
            low = self.elementwise("mul", [slope, first], node)
        return self.elementwise("cases", [first, held, low], node)


def negated(op: Op) -> Op:
    return Op("neg", (op,), None, op.shape)


def described(shape: Shape) -> tuple[str, str]:
    """A shape in words, in both languages."""
    words = shape.words()
    match shape.rank:
        case 0:
            return "a number", "一个数"
        case 1:
            turn = {"column": ("column", "列向量"), "row": ("row", "行向量")}.get(
                shape.turn, ("vector", "向量")
            )
            return f"a {turn[0]} of length {words}", f"长度为 {words} 的{turn[1]}"
        case _:
            return f"a matrix {words}", f" {words} 矩阵"


@cache
def _definition(text: str) -> Node:
    return read(text, declare({"u": "real"}), "python").node
