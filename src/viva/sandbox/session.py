"""One child, one submission: calls go in, replies come out, and nothing is left behind."""

from __future__ import annotations

import os
import secrets
import select
import signal
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

from viva.core import JudgeFailed
from viva.sandbox import wire
from viva.sandbox.decoding import BadEncoding, decode
from viva.sandbox.encoding import Encodable, encode
from viva.sandbox.limits import Limits
from viva.sandbox.replies import (
    CpuExceeded,
    Died,
    Frame,
    Garbled,
    MemoryExceeded,
    OutputExceeded,
    Raised,
    Reply,
    ResultExceeded,
    Returned,
    TimedOut,
)
from viva.sandbox.slot import DEATH_S, Slot, ZygoteLost

CHUNK = 1 << 18
# The kernel's own CPU limit counts whole seconds: a child killed this close to it fell to it.
CPU_SLACK_S = 0.2
LOST = "the sandbox's helper process went away while it was judging"


class Session:
    """A single-use child. Use as a context manager: afterwards the child is dead.

    `on_close` gets the slot back, its child killed but perhaps not reaped yet.
    """

    def __init__(
        self,
        slot: Slot,
        entry: str,
        setup: Encodable,
        limits: Limits,
        on_close: Callable[[Slot], None],
    ) -> None:
        self.limits = limits
        self._slot = slot
        self._on_close = on_close
        self._closed = False
        self._last: Reply | None = None
        self._output = bytearray()
        self._shown = 0
        self._too_much_output = False
        self._inbox = bytearray()
        self._from_child_open = True
        self._outbox = memoryview(b"")
        slot.born()
        self._cpu_seen_s = self._cpu_start_s = slot.cpu_clock_s() if slot.pidfd >= 0 else 0.0
        opening = [entry, setup, vars(limits), slot.mapped_bytes()]
        self._send(wire.frame(wire.OPEN, 0, encode(opening)))

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Kills the child, whatever it is doing."""
        if not self._closed:
            self._closed = True
            self._slot.kill()
            self._on_close(self._slot)

    def call(
        self,
        request: Encodable,
        *,
        wall_s: float | None = None,
        on_progress: Callable[[Any], None] | None = None,
    ) -> Reply:
        """The handler's reply to `request`.

        After a reply that ended the child (a limit, a death, garbled bytes) every further call
        gets the same reply. Raises `JudgeFailed` when the sandbox itself fails.
        """
        if self._closed:
            raise ValueError("the session is closed")
        if self._last is not None:
            return self._last
        limit_s = self.limits.wall_s if wall_s is None else wall_s
        body = encode(request)
        try:
            reply = self._exchange(body, limit_s, on_progress)
        except ZygoteLost as error:
            self._slot.kill()
            raise JudgeFailed(LOST, where=str(error)) from error
        if not isinstance(reply, (Returned, Raised)):
            self._last = reply
            self._slot.kill()
        return reply

    def _exchange(
        self, body: bytes, limit_s: float, on_progress: Callable[[Any], None] | None
    ) -> Reply:
        until = time.monotonic() + limit_s
        # What has come before the request was sent cannot be an answer to it.
        self._receive()
        if self._inbox:
            return Garbled("a frame before any request", self._stdout())
        nonce = secrets.randbits(64)
        self._send(wire.frame(wire.CALL, nonce, body))
        progress_bytes = 0
        while True:
            self._pump(min(until, self._cpu_due()))
            if self._too_much_output:
                return OutputExceeded(self._stdout())
            while (frame := self._frame(nonce)) is not None:
                if not isinstance(frame, tuple):
                    return frame
                kind, content = frame
                if kind != wire.PROGRESS:
                    return self._reply(kind, content)
                progress_bytes += len(content) + 64
                if progress_bytes > self.limits.result_bytes:
                    return ResultExceeded(self.limits.result_bytes, self._stdout())
                try:
                    told = decode(content)
                except BadEncoding as error:
                    return Garbled(str(error), self._stdout())
                if on_progress is not None:
                    on_progress(told)
            if not self._from_child_open:
                return self._death()
            if self._cpu_left_s() <= 0:
                self._slot.kill()
                self._read_output()
                return CpuExceeded(self.limits.cpu_s, self._stdout())
            if time.monotonic() >= until:
                self._slot.kill()
                self._read_output()
                return TimedOut(limit_s, self._stdout())

    def _pump(self, until: float) -> None:
        """Waits for the child, then sends, receives and reads output once, as each is ready."""
        poll = select.poll()
        wanted = select.POLLIN | (select.POLLOUT if self._outbox else 0)
        poll.register(self._slot.control, wanted)
        poll.register(self._slot.output, select.POLLIN)
        left_ms = max(0, (until - time.monotonic()) * 1000)
        ready = dict(poll.poll(left_ms))
        if ready.get(self._slot.output, 0):
            self._read_output()
            hung_up = ready[self._slot.output] & select.POLLHUP
            if hung_up and not ready.get(self._slot.control.fileno()):
                # The child closed its output: only the control socket is worth waiting for.
                poll.unregister(self._slot.output)
                left_ms = max(0, (until - time.monotonic()) * 1000)
                ready = dict(poll.poll(left_ms))
        events = ready.get(self._slot.control.fileno(), 0)
        if events & select.POLLOUT:
            self._flush()
        if events & ~select.POLLOUT:
            self._receive()

    def _send(self, data: bytes) -> None:
        self._outbox = memoryview(bytes(self._outbox) + data) if self._outbox else memoryview(data)
        self._flush()

    def _flush(self) -> None:
        try:
            while self._outbox:
                self._outbox = self._outbox[self._slot.control.send(self._outbox) :]
        except BlockingIOError:
            return
        except OSError:
            self._outbox = memoryview(b"")  # the child is gone; receiving will find out

    def _receive(self) -> None:
        """Whatever has come, up to a little more than one result."""
        bound = self.limits.result_bytes + wire.HEAD.size + CHUNK
        while self._from_child_open and len(self._inbox) < bound:
            try:
                data = self._slot.control.recv(CHUNK)
            except BlockingIOError:
                return
            except OSError:
                data = b""
            if not data:
                self._from_child_open = False
                return
            self._inbox += data
            if len(data) < CHUNK:
                return

    def _frame(self, nonce: int) -> tuple[bytes, bytes] | Reply | None:
        """The next whole frame; a reply if it is no frame that may come here; None: not yet."""
        if len(self._inbox) < wire.HEAD.size:
            return None
        kind, echoed, length = wire.HEAD.unpack_from(self._inbox)
        if kind not in wire.FROM_CHILD:
            return Garbled("not a frame", self._stdout())
        if echoed != nonce:
            return Garbled("a frame that answers no request", self._stdout())
        if length > self.limits.result_bytes:
            return ResultExceeded(self.limits.result_bytes, self._stdout())
        end = wire.HEAD.size + length
        if len(self._inbox) < end:
            return None
        content = bytes(self._inbox[wire.HEAD.size : end])
        del self._inbox[:end]
        return kind, content

    def _reply(self, kind: bytes, content: bytes) -> Reply:
        if self._inbox:
            return Garbled("more than one reply to one request", self._stdout())
        cpu_s = self._cpu_since_last_s()
        self._read_output()
        if self._too_much_output:
            return OutputExceeded(self._stdout())
        if kind == wire.MEMORY:
            return MemoryExceeded(self.limits.memory_mib, self._stdout())
        try:
            value = decode(content)
        except BadEncoding as error:
            return Garbled(str(error), self._stdout())
        if kind == wire.VALUE:
            return Returned(value, self._stdout(), cpu_s)
        return self._raised(value, cpu_s)

    def _raised(self, value: Any, cpu_s: float) -> Reply:
        match value:
            case [str(name), str(message), list(frames)] if len(frames) <= 200:
                found: list[Frame] = []
                for item in frames:
                    match item:
                        case [str(file), int(line), str(function), str(source)]:
                            found.append(Frame(file, line, function, source))
                        case _:
                            return Garbled("an error that is none", self._stdout())
                return Raised(name, message, tuple(found), self._stdout(), cpu_s)
            case _:
                return Garbled("an error that is none", self._stdout())

    def _cpu_since_last_s(self) -> float:
        now_s = self._slot.cpu_clock_s()
        if self._slot.pidfd < 0:
            return now_s  # macOS cannot tell: not a number
        if now_s != now_s:  # the child died right after its reply
            self._slot.wait_end(DEATH_S)
            now_s = self._slot.cpu_clock_s()
        spent_s, self._cpu_seen_s = now_s - self._cpu_seen_s, now_s
        return max(spent_s, 0.0)

    def _cpu_left_s(self) -> float:
        spent_s = self._slot.cpu_clock_s() - self._cpu_start_s
        return self.limits.cpu_s - spent_s if spent_s == spent_s else self.limits.cpu_s

    def _cpu_due(self) -> float:
        """The soonest that the CPU limit can be reached, with all threads busy."""
        return time.monotonic() + max(self._cpu_left_s() / self.limits.threads, 0.001)

    def _read_output(self) -> None:
        while not self._too_much_output:
            try:
                data = os.read(self._slot.output, 1 << 16)
            except BlockingIOError:
                return
            if not data:
                return
            room = self.limits.output_bytes - len(self._output)
            self._output += data[:room]
            self._too_much_output = len(data) > room

    def _stdout(self) -> str:
        """What was printed since the last reply."""
        text = bytes(self._output[self._shown :]).decode("utf-8", "replace")
        self._shown = len(self._output)
        return text

    def _death(self) -> Reply:
        """The child closed its end: it is dead, or will be, and how it ended says why."""
        if not self._slot.wait_end(0.05):
            # It may live on with the socket closed; a moment for a real exit, then the end.
            self._slot.kill()
            if not self._slot.wait_end():
                raise JudgeFailed("a sandboxed process could not be ended")
        self._read_output()
        end = self._slot.end
        assert end is not None
        code = os.waitstatus_to_exitcode(end.code)
        if self._too_much_output:
            return OutputExceeded(self._stdout())
        spent_s = end.cpu_s - self._cpu_start_s
        if code == -signal.SIGKILL and spent_s >= self.limits.cpu_s - CPU_SLACK_S:
            return CpuExceeded(self.limits.cpu_s, self._stdout())
        if code == -signal.SIGXCPU:
            return CpuExceeded(self.limits.cpu_s, self._stdout())
        if code < 0:
            return Died(-code, None, self._stdout())
        return Died(None, code, self._stdout())
