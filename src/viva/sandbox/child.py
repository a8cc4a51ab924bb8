"""The single-use child: reads one job, gives up everything, and answers calls until it is killed.

Nothing here is trusted by the broker: a candidate shares this process and may rewrite it all.
"""

from __future__ import annotations

import gc
import io
import os
import random
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from viva.sandbox import kernel, wire
from viva.sandbox.decoding import decode_in_child
from viva.sandbox.encoding import CannotEncode, Encodable, encode
from viva.sandbox.limits import Limits, Shape
from viva.sandbox.lockdown import Preparation, limit_job, lock_down

CONTROL = 3
RULESET = 4
FIRST_FREE = 5

MAX_FRAMES = 60
MAX_MESSAGE = 10_000
MAX_SOURCE = 400

_nonce = 0


def progress(value: Encodable) -> None:
    """Sends `value` to the caller's `on_progress` while a call is still running."""
    wire.write_all(CONTROL, wire.frame(wire.PROGRESS, _nonce, encode(value)))


def settle_descriptors(null: int, output: int, control: int, ruleset: int) -> None:
    """Puts what the child keeps at 0 to 4 and closes all else, the zygote's own included."""
    # First out of the way: one of them may lie where another has to go.
    moved = [_above(fd) for fd in (null, output, output, control, ruleset)]
    for place, fd in enumerate(moved):
        if fd >= 0:
            os.dup2(fd, place, inheritable=False)
    kernel.close_from(FIRST_FREE if ruleset >= 0 else RULESET)


def _above(fd: int) -> int:
    import fcntl

    return fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 64) if fd >= 0 else -1


def run(ready: Preparation, shape: Shape, warm: Callable[[], None]) -> None:
    """The child's life; never returns."""
    lock_down(ready, shape)
    _set_threads(shape.threads)
    warm()
    _fresh_streams()
    seed_everything()
    try:
        kind, _, body = _next()
        if kind != wire.OPEN:
            os._exit(97)
        entry, setup, limits, base = decode_in_child(body)
        limit_job(Limits(**limits), replace(ready, base_bytes=base) if base else ready)
        gc.enable()
        handler, failure = _open(entry, setup)
        while True:
            kind, nonce, body = _next()
            _answer(handler, failure, nonce, body)
    except EOFError:
        os._exit(0)


def _next() -> tuple[bytes, int, bytearray]:
    kind, nonce, length = wire.HEAD.unpack(wire.read_exactly(CONTROL, wire.HEAD.size))
    return kind, nonce, wire.read_exactly(CONTROL, length)


def _fresh_streams() -> None:
    """Text streams over the output pipe; each line is written at once, lest a kill lose it."""
    for name, fd in (("stdout", 1), ("stderr", 2)):
        raw = io.FileIO(fd, "w", closefd=False)
        text = io.TextIOWrapper(
            io.BufferedWriter(raw), "utf-8", "backslashreplace", line_buffering=True
        )
        setattr(sys, name, text)
        setattr(sys, f"__{name}__", text)


def _set_threads(threads: int) -> None:
    torch = sys.modules.get("torch")
    if torch is not None and threads > 1:
        torch.set_num_threads(threads)


def seed_everything() -> None:
    """Global generators in a known state: the same answer gets the same verdict twice."""
    random.seed(0)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(0)
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(0)


Failure = tuple[bytes, bytes]


def _open(entry: str, setup: Any) -> tuple[Callable[[Any], Any] | None, Failure | None]:
    module, _, name = entry.partition(":")
    try:
        return getattr(sys.modules[module], name)(setup), None
    except BaseException as error:
        return None, _described(error)


def _answer(
    handler: Callable[[Any], Any] | None, failure: Failure | None, nonce: int, body: bytearray
) -> None:
    global _nonce
    _nonce = nonce
    if failure is None:
        assert handler is not None
        try:
            reply = wire.VALUE, encode(handler(decode_in_child(body)))
        except BaseException as error:
            reply = _described(error)
    else:
        reply = failure
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BaseException:
            continue  # the candidate may have replaced it; what it lost is its own
    wire.write_all(CONTROL, wire.frame(reply[0], nonce, reply[1]))


def _described(error: BaseException) -> Failure:
    """The frame that tells of an error: its class, its words, and where, all bounded."""
    if _out_of_memory(error):
        error.__traceback__ = None
        return wire.MEMORY, b""
    if isinstance(error, CannotEncode):
        name, message, trace = "CannotReturn", f"cannot return {error}", None
    else:
        name, message, trace = type(error).__name__, _text(error), error.__traceback__
    return wire.RAISED, encode([name[:200], message, _frames(trace)])


def _out_of_memory(error: BaseException) -> bool:
    if isinstance(error, MemoryError):
        return True
    # torch has no class of its own for this.
    return isinstance(error, RuntimeError) and "can't allocate memory" in _text(error)


def _text(error: BaseException) -> str:
    try:
        return str(error)[:MAX_MESSAGE]
    except BaseException:
        return ""  # its own __str__ raises


def _frames(trace: Any) -> list[list[Any]]:
    found = traceback.extract_tb(trace) if trace else []
    if len(found) > MAX_FRAMES:
        found = [*found[: MAX_FRAMES // 2], *found[-MAX_FRAMES // 2 :]]
    return [
        [f.filename[:MAX_SOURCE], f.lineno or 0, f.name[:MAX_SOURCE], (f.line or "")[:MAX_SOURCE]]
        for f in found
    ]
