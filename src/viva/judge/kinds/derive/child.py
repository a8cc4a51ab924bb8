"""The worker's own side: reads requests, compares, answers. Run as a program by `worker`."""

from __future__ import annotations

import gc
import sys
import traceback
from collections.abc import Iterator
from typing import IO

import msgspec

from viva.core import BadInput, Text
from viva.judge.kinds.derive.comparison import Comparison, explain, judge
from viva.judge.kinds.derive.feedback.diagnosis import Rule
from viva.judge.kinds.derive.notation.reading import read
from viva.judge.kinds.derive.notation.symbols import Symbols, declare
from viva.judge.kinds.derive.notation.tree import Tree
from viva.judge.kinds.derive.notation.unreadable import Unreadable
from viva.judge.kinds.derive.requests import (
    BadDeclaration,
    CompareReply,
    CompareRequest,
    Failed,
    Formula,
    Reading,
    Reply,
    RuleText,
    Trouble,
)
from viva.judge.kinds.derive.showing import to_latex, to_text
from viva.judge.kinds.derive.worker import read_frame, write_frame

NO_MEMORY = Text(
    "judging this formula needs too much memory.",
    "判断这个公式所需的内存太多。",
)


def main() -> None:
    """Serves requests from standard input until it closes."""
    _limit_memory(int(sys.argv[1]))
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    # whatever prints must not end up between the frames
    sys.stdout = sys.stderr
    _warm_up()
    gc.freeze()
    write_frame(sink, b"ready")
    while (frame := read_frame(source)) is not None:
        _serve(frame, sink)


def _limit_memory(mib: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows; there the time limit alone protects
        return
    size = mib << 20
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _warm_up() -> None:
    """Pays for imports and caches before the first learner does."""
    symbols = declare("x: real, X: matrix[n,d], w: vector[d]")
    for text in ("sigmoid(x) + 1", "X @ w"):
        tree = read(text, symbols)
        judge(tree, tree, symbols)


def _serve(frame: bytes, sink: IO[bytes]) -> None:
    def send(reply: Reply) -> None:
        write_frame(sink, msgspec.msgpack.encode(reply))

    try:
        request = msgspec.msgpack.decode(frame, type=CompareRequest)
        for reply in replies(request):
            send(reply)
    except (MemoryError, RecursionError):
        send(CompareReply("undecided", notes=(NO_MEMORY,)))
    except Exception:
        # this is the border of the process: the parent raises JudgeFailed with the traceback
        send(Failed(traceback.format_exc()))


def replies(request: CompareRequest) -> Iterator[Reply]:
    """The verdict at once, then, where one is to be looked for, the diagnosis with it."""
    try:
        symbols = declare(request.symbols)
    except BadInput as error:
        yield BadDeclaration(error.sentence, error.where, error.mend)
        return
    trees: list[Tree] = []
    for side, formula in (("reference", request.reference), ("answer", request.answer)):
        try:
            trees.append(read(formula.text, symbols, formula.notation))
        except Unreadable as error:
            trouble = Trouble(side, error.position, error.text())
            yield CompareReply("unreadable", trouble=trouble)
            return
    reference, answer = trees
    reading = Reading(to_text(answer, symbols), to_latex(answer, symbols), answer.notation)
    pending = judge(reference, answer, symbols, request.options, request.seed)
    first = pending.comparison
    open_question = first.verdict == "unequal" and (first.diagnosis is None or request.rules)
    if not open_question or request.diagnosis_s <= 0:
        yield _reply(first, reading)
        return
    yield _reply(first, reading, final=False)
    rules = [_rule(rule, symbols) for rule in request.rules]
    yield _reply(explain(pending, symbols, rules, request.diagnosis_s), reading)


def _rule(rule: RuleText, symbols: Symbols) -> Rule:
    return Rule(rule.id, _read(rule.wrong, symbols), rule.feedback)


def _read(formula: Formula, symbols: Symbols) -> Tree:
    return read(formula.text, symbols, formula.notation)


def _reply(comparison: Comparison, reading: Reading, *, final: bool = True) -> CompareReply:
    return CompareReply(
        comparison.verdict,
        comparison.diagnosis,
        comparison.counterexample,
        comparison.notes,
        reading,
        final=final,
    )


if __name__ == "__main__":
    main()
