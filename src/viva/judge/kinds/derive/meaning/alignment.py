"""Whether two results have the same axes, and in which order the answer's must be read."""

from __future__ import annotations

from viva.core import Text
from viva.judge.kinds.derive.meaning.program import Dim, Hole, Program, Shape, settled
from viva.judge.kinds.derive.notation.unreadable import Misfit


def aligned(reference: Program, answer: Program, *, either_turn: bool = False) -> tuple[str, ...]:
    """The answer's free axes in the order of the reference's.

    Indices of the same letters go together; of other letters, in the order of the left side or
    of the alphabet. A vector may answer what the reference gives by its component, and the other
    way round.

    Raises:
        Misfit: where the results have different shapes.
    """
    mine, theirs = answer.free, reference.free
    order = mine
    if set(mine) == set(theirs):
        order = theirs
    asked, given = _dims(reference, theirs), _dims(answer, order)
    if asked == given:
        if not either_turn and not mine and not theirs:
            _same_turn(reference.result.shape, answer.result.shape)
        return order
    raise _unlike(asked, given)


def _dims(program: Program, free: tuple[str, ...]) -> tuple[Dim, ...]:
    dims = [settled(program.axis(name).dim) for name in free]
    dims.extend(settled(d) for d in program.result.shape.dims)
    return tuple(d for d in dims if d != 1)


def _same_turn(reference: Shape, answer: Shape) -> None:
    if {reference.turn, answer.turn} == {"row", "column"}:
        have, need = ("row", "column") if answer.turn == "row" else ("column", "row")
        zh = {"row": "行向量", "column": "列向量"}
        raise Misfit(
            Text(
                f"transposed: yours is a {have}, a {need} is asked.",
                f"转置了：你的结果是{zh[have]}，应为{zh[need]}。",
            )
        )


def _unlike(asked: tuple[Dim, ...], given: tuple[Dim, ...]) -> Misfit:
    need, have = _words(asked), _words(given)
    if asked == given[::-1] and len(asked) == 2:
        return Misfit(
            Text(
                f"transposed: yours is {have[0]}, {need[0]} is asked.",
                f"转置了：你的结果是{have[1]}，应为{need[1]}。",
            )
        )
    return Misfit(
        Text(
            f"dimensions: yours is {have[0]}, {need[0]} is asked.",
            f"维数不符：你的结果是{have[1]}，应为{need[1]}。",
        )
    )


def _words(dims: tuple[Dim, ...]) -> tuple[str, str]:
    names = "×".join("?" if isinstance(d, Hole) else str(d) for d in dims)
    match len(dims):
        case 0:
            return "a number", "一个数"
        case 1:
            return f"a vector of {names}", f"长度为 {names} 的向量"
        case 2:
            return f"a matrix {names}", f" {names} 矩阵"
        case _:
            return f"an array of {names}", f" {names} 的数组"
