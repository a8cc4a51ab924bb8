"""The process in which formulas are compared: bounded in memory and time, kept warm.

The verdict is sent as soon as it stands, the diagnosis after it: what runs out of time loses its
diagnosis, never its verdict. A worker that does not answer in time is ended and replaced.
"""

from __future__ import annotations

import contextlib
import os
import queue
import struct
import subprocess
import sys
import threading
import time
import weakref
from typing import IO

import msgspec

from viva.core import BadInput, JudgeFailed, Text
from viva.judge.kinds.derive.requests import (
    BadDeclaration,
    CompareReply,
    CompareRequest,
    Failed,
    Reply,
)

MEMORY_MIB = 1536
VERDICT_S = 3.0
# the diagnosis is limited in processor time; on a busy machine it may take longer
DIAGNOSIS_GRACE_S = 2.0
START_S = 20.0
MAX_FRAME = 1 << 22

_HEADER = struct.Struct(">I")
_READY = b"ready"
TOO_LONG = Text(
    "judging this formula took too long.",
    "判断这个公式所需的时间太长。",
)


class FormulaWorker:
    """Compares formulas in a process of its own; started at the first request.

    Use it as a context manager, or leave it to be ended with its last reference.
    """

    def __init__(self, *, memory_mib: int = MEMORY_MIB, verdict_s: float = VERDICT_S) -> None:
        self.memory_mib = memory_mib
        self.verdict_s = verdict_s
        self._process: _Process | None = None

    def compare(self, request: CompareRequest) -> CompareReply:
        """The comparison, with its diagnosis if one was found in time.

        Raises:
            BadInput: where the symbols cannot be declared.
            JudgeFailed: where the worker failed twice.
        """
        for attempt in (1, 2):
            process = self._running()
            try:
                return self._ask(process, request)
            except _Died:
                self.close()
                if attempt == 2:
                    raise JudgeFailed(
                        "the formula worker ended without an answer.",
                        mend="Try again; if it comes back, report the formula.",
                        zh="公式判题进程没有给出结果就结束了。请重试；如再次出现，请报告这个公式。",
                    ) from None
        raise AssertionError

    def _ask(self, process: _Process, request: CompareRequest) -> CompareReply:
        process.send(msgspec.msgpack.encode(request))
        reply = self._receive(process, self.verdict_s)
        if reply is None:
            self.close()
            return CompareReply("undecided", notes=(TOO_LONG,))
        if not reply.final:
            later = self._receive(process, request.diagnosis_s + DIAGNOSIS_GRACE_S)
            if later is None:
                self.close()
                return msgspec.structs.replace(reply, final=True)
            reply = later
        return reply

    def _receive(self, process: _Process, timeout_s: float) -> CompareReply | None:
        frame = process.receive(timeout_s)
        if frame is None:
            return None
        reply: Reply = msgspec.msgpack.decode(frame, type=Reply)
        match reply:
            case CompareReply():
                return reply
            case BadDeclaration(sentence, where, mend):
                raise BadInput(sentence, where=where, mend=mend)
            case Failed(reason):
                raise JudgeFailed(f"the formula judge failed:\n{reason}")

    def _running(self) -> _Process:
        if self._process is None:
            self._process = _Process(self.memory_mib)
        return self._process

    def close(self) -> None:
        """Ends the process."""
        if self._process is not None:
            self._process.end()
            self._process = None

    def __enter__(self) -> FormulaWorker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Died(Exception):
    """The worker process is gone."""


class _Process:
    def __init__(self, memory_mib: int) -> None:
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        self._popen = subprocess.Popen(
            [sys.executable, "-m", "viva.judge.kinds.derive.child", str(memory_mib)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        assert self._popen.stdin is not None
        assert self._popen.stdout is not None
        self._input: IO[bytes] = self._popen.stdin
        self._frames: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        reader = threading.Thread(
            target=_read_frames, args=(self._popen.stdout, self._frames), daemon=True
        )
        reader.start()
        self.end = weakref.finalize(self, _end, self._popen)
        if self.receive(START_S) != _READY:
            self.end()
            raise JudgeFailed(
                "the formula worker did not start.",
                mend="Is there enough memory?",
                zh="公式判题进程没有启动。内存是否足够？",
            )

    def send(self, frame: bytes) -> None:
        try:
            self._input.write(_HEADER.pack(len(frame)) + frame)
            self._input.flush()
        except (BrokenPipeError, ValueError):
            raise _Died from None

    def receive(self, timeout_s: float) -> bytes | None:
        """The next frame, or None when the time is over."""
        try:
            frame = self._frames.get(timeout=timeout_s)
        except queue.Empty:
            return None
        if frame is None:
            raise _Died
        return frame


def _read_frames(stream: IO[bytes], frames: queue.SimpleQueue[bytes | None]) -> None:
    with stream:
        while True:
            frame = read_frame(stream)
            frames.put(frame)
            if frame is None:
                return


def read_frame(stream: IO[bytes]) -> bytes | None:
    """The next frame, or None at the end of the stream."""
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    (length,) = _HEADER.unpack(header)
    if length > MAX_FRAME:
        return None
    frame = stream.read(length)
    return frame if len(frame) == length else None


def write_frame(stream: IO[bytes], frame: bytes) -> None:
    """Sends a frame at once."""
    stream.write(_HEADER.pack(len(frame)) + frame)
    stream.flush()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Closes the pipes, which ends an idle worker, and kills one that is busy."""
    if process.stdin is not None:
        with contextlib.suppress(BrokenPipeError):  # it died with something left to read
            process.stdin.close()
    deadline = time.monotonic() + 0.2
    while process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    if process.poll() is None:
        process.kill()
    process.wait()
