"""The products of vectors and matrices: which one is meant, and whether the sizes allow it."""

from __future__ import annotations

from viva.core import Text
from viva.judge.kinds.derive.meaning.program import SCALAR, Op, Shape, Turn
from viva.judge.kinds.derive.meaning.shapes import same_dim
from viva.judge.kinds.derive.notation.render import to_text
from viva.judge.kinds.derive.notation.tree import Binary, Node, Notation
from viva.judge.kinds.derive.notation.unreadable import Misfit


def misfit(node: Node, en: str, zh: str) -> Misfit:
    """The error for a part whose dimensions do not fit, with the part as it was read."""
    shown = to_text(node)
    if len(shown) > 60:
        shown = shown[:57] + "…"
    return Misfit(Text(f"In {shown}: {en}", f"在 {shown} 中：{zh}"))


class Products:
    """Products in the sense of one notation."""

    def __init__(self, notation: Notation) -> None:
        self.notation = notation

    def transpose(self, of: Op) -> Op:
        """A matrix with its axes exchanged; a vector turned, its numbers the same."""
        if of.shape.rank == 2:
            return Op("transpose", (of,), None, Shape(of.shape.dims[::-1]))
        if of.shape.rank == 0:
            return of
        turn: Turn = "column" if of.shape.turn == "row" else "row"
        return Op("same", (of,), None, Shape(of.shape.dims, turn))

    def inner(self, a: Op, b: Op, node: Node) -> Op:
        """`⟨a, b⟩`: the sum of products, of vectors or of matrices of one shape."""
        if a.shape.rank != b.shape.rank or a.shape.rank == 0:
            raise self._unfit(a, b, node)
        if not all(same_dim(x, y) for x, y in zip(a.shape.dims, b.shape.dims, strict=True)):
            raise self._unfit(a, b, node)
        if a.shape.rank == 1:
            return Op("inner", (a, b))
        product = Op("mul", (a, b), None, a.shape)
        return Op("reduce", (product,), ("sum", (0, 1)))

    def outer(self, a: Op, b: Op, node: Node) -> Op:
        """`a bᵀ` of two vectors."""
        if a.shape.rank != 1 or b.shape.rank != 1:
            raise self._unfit(a, b, node)
        return Op("outer", (a, b), None, Shape((a.shape.dims[0], b.shape.dims[0])))

    def matrix(self, a: Op, b: Op, node: Node) -> Op:
        """`a @ b` as NumPy has it, and with turned vectors as mathematics has it."""
        ranks = a.shape.rank, b.shape.rank
        if 0 in ranks:
            raise misfit(
                node, "the matrix product needs arrays on both sides.", "矩阵乘法的两侧都应是数组。"
            )
        if ranks == (1, 1):
            if b.shape.turn == "row" and a.shape.turn != "row":
                return self.outer(a, b, node)
            if not same_dim(a.shape.dims[0], b.shape.dims[0]):
                raise self._unfit(a, b, node)
            return Op("inner", (a, b))
        return self._with_matrix(a, b, node)

    def _with_matrix(self, a: Op, b: Op, node: Node) -> Op:
        if not same_dim(a.shape.dims[-1], b.shape.dims[0]):
            raise self._unfit(a, b, node)
        if a.shape.rank == 2 and b.shape.rank == 2:
            return Op("matmul", (a, b), "mm", Shape((a.shape.dims[0], b.shape.dims[1])))
        free: Turn = "any" if self.notation == "python" else "column"
        if a.shape.rank == 2:
            return Op("matmul", (a, b), "mv", Shape((a.shape.dims[0],), free))
        turn: Turn = "any" if self.notation == "python" else "row"
        return Op("matmul", (a, b), "vm", Shape((b.shape.dims[1],), turn))

    def product(self, a: Op, b: Op, node: Binary) -> Op:
        """Juxtaposed or dotted arrays: the matrix product, columns being columns."""
        ranks = a.shape.rank, b.shape.rank
        dotted = node.operator in ("·", "×")
        if ranks == (1, 1):
            turns = a.shape.turn, b.shape.turn
            if dotted and turns != ("column", "row"):
                return self.inner(a, b, node)
            if turns == ("row", "column") or (turns[0] == "row" and turns[1] == "any"):
                return self.inner(a, b, node)
            if turns[1] == "row" and turns[0] != "row":
                return self.outer(a, b, node)
            raise self._unfit(a, b, node)
        if ranks == (2, 1) and b.shape.turn == "row":
            raise self._unfit(a, b, node)
        if ranks == (1, 2) and a.shape.turn == "column":
            raise self._unfit(a, b, node)
        return self._with_matrix(a, b, node)

    def _unfit(self, a: Op, b: Op, node: Node) -> Misfit:
        left, right = self._sizes(a.shape), self._sizes(b.shape)
        en = f"{left[0]} times {right[0]} is not possible"
        zh = f"{left[1]}乘以{right[1]}不成立"
        hint = self._mend(a, b)
        return misfit(node, f"{en}{hint[0]}.", f"{zh}{hint[1]}。")

    def _sizes(self, shape: Shape) -> tuple[str, str]:
        words = shape.words()
        if shape.rank == 0:
            return "number", "数"
        if shape.rank == 2:
            return f"{words} matrix", f" {words} 矩阵"
        if shape.turn == "any" or self.notation == "python":
            return f"vector of length {words}", f"长度 {words} 的向量"
        if shape.turn == "row":
            return f"row (1×{words})", f"行向量（1×{words}）"
        return f"column ({words}×1)", f"列向量（{words}×1）"

    def _mend(self, a: Op, b: Op) -> tuple[str, str]:
        """Which transpose or order would fit, where one does."""
        x, y = a.shape, b.shape
        if x.rank == y.rank == 1 and x.dims == y.dims:
            return (
                ": a transpose is missing, or ⊙ is meant",
                "：缺少转置，或者应为逐元素积 ⊙",
            )
        inner, outer = x.dims[-1] if x.rank else None, y.dims[0] if y.rank else None
        if x.rank == 2 and x.dims[0] == outer:
            return ": a transpose of the first is missing", "：左边可能缺少转置"
        if y.rank == 2 and y.dims[-1] == inner:
            return ": a transpose of the second is missing", "：右边可能缺少转置"
        if x.rank and y.rank and y.dims[-1] == x.dims[0]:
            return ": the other order would fit", "：交换顺序才相容"
        return "", ""


__all__ = ["SCALAR", "Products", "misfit"]
