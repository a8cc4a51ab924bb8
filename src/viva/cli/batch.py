"""viva grade --batch: many answers, all cores, verdicts in the order of the lines."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing.util import Finalize
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from viva.cli.face import verdict_json
from viva.core import BadInput, JudgeFailed, Language

if TYPE_CHECKING:
    from viva.catalog import Catalog
    from viva.judge import Judge

MAX_LINE_BYTES = 1 << 20
CHUNK = 16


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a batch."""

    question: str
    answer: Any
    seed: int = 0


class _Worker:
    def __init__(self, unsafe: bool) -> None:
        from viva.catalog import Catalog
        from viva.judge import Judge

        self.catalog: Catalog = Catalog.installed()
        self.judge: Judge = Judge(unsafe=unsafe, spares=2)
        # The last variant: a batch often holds many answers to one question.
        self.last: tuple[str, int, Any] | None = None


_worker: _Worker | None = None


def _start(unsafe: bool) -> None:
    global _worker
    # Ctrl-C goes to the whole group: the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker = _Worker(unsafe)
    Finalize(None, _worker.judge.close, exitpriority=10)


def _grade(lines: list[tuple[int, str]], language: Language) -> list[str]:
    assert _worker is not None
    return [_grade_line(_worker, n, text, language) for n, text in lines]


def _grade_line(worker: _Worker, number: int, text: str, language: Language) -> str:
    try:
        line = msgspec.json.decode(text, type=Line)
        if worker.last is None or worker.last[:2] != (line.question, line.seed):
            question = worker.catalog.question(line.question)
            worker.last = (line.question, line.seed, worker.judge.variant(question, line.seed))
        variant = worker.last[2]
        verdict = worker.judge.grade(variant, worker.judge.parse(variant, line.answer))
        result: dict[str, Any] = verdict_json(verdict, language)
    except msgspec.MsgspecError as e:
        result = _failed(number, "invalid", f"this line is no batch line: {e}")
    except BadInput as e:
        result = _failed(number, "invalid", str(e))
    except JudgeFailed as e:
        result = _failed(number, "error", str(e))
    return msgspec.json.encode(result).decode()


def _failed(number: int, verdict: str, why: str) -> dict[str, Any]:
    return {"line": number, "verdict": verdict, "error": why}


def grade_batch(file: str, *, workers: int | None, unsafe: bool, language: Language) -> int:
    """Judges the lines of `file` (`-`: standard input) and prints a line for each, in order.

    0 when every line was judged; 2 when some were no answer at all (`"verdict": "invalid"`); 3
    when the judge failed on some. Ctrl-C ends it at once; what was judged has been printed.
    """
    count = workers or os.cpu_count() or 1
    pool = ProcessPoolExecutor(
        count,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start,
        initargs=(unsafe,),
    )
    worst = 0
    waiting: deque[Future[list[str]]] = deque()
    try:
        for chunk in _chunks(file):
            waiting.append(pool.submit(_grade, chunk, language))
            # Enough ahead to keep all workers busy, not so much that a big file fills the memory.
            while len(waiting) > 4 * count or (waiting and waiting[0].done()):
                worst = max(worst, _print(waiting.popleft().result()))
        while waiting:
            worst = max(worst, _print(waiting.popleft().result()))
    except BaseException:
        for process in list(pool._processes.values()):  # pyright: ignore[reportPrivateUsage]
            process.terminate()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()
    return worst


def _print(verdicts: list[str]) -> int:
    for verdict in verdicts:
        sys.stdout.write(verdict + "\n")
    sys.stdout.flush()
    if any('"verdict":"error"' in v for v in verdicts):
        return 3
    return 2 if any('"verdict":"invalid"' in v for v in verdicts) else 0


def _chunks(file: str) -> Iterator[list[tuple[int, str]]]:
    """Lines with their numbers, some at a time; empty lines are passed over."""
    chunk: list[tuple[int, str]] = []
    for number, line in _lines(file):
        if line.strip():
            chunk.append((number, line))
        if len(chunk) >= CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _lines(file: str) -> Iterator[tuple[int, str]]:
    try:
        stream = sys.stdin.buffer if file == "-" else Path(file).open("rb")  # noqa: SIM115 - below
    except OSError as e:
        raise BadInput(
            f"{file} cannot be read ({e.strerror}).", mend="Give a .jsonl file."
        ) from None
    with stream:
        for number, raw in enumerate(iter(lambda: stream.readline(MAX_LINE_BYTES + 1), b""), 1):
            if len(raw) > MAX_LINE_BYTES:
                raise BadInput(f"line {number} of {file} is larger than 1 MiB.", mend="Split it.")
            try:
                yield number, raw.decode("utf-8")
            except UnicodeDecodeError as e:
                raise BadInput(
                    f"line {number} of {file} is not UTF-8 (byte {e.start}).",
                    mend="Save it as UTF-8.",
                ) from None
