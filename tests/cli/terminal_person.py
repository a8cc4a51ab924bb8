"""A person at a terminal: types into a real pseudo-terminal and waits for what must appear."""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path

TIMEOUT_S = 20.0
CTRL_C, CTRL_D, CTRL_U = "\x03", "\x04", "\x15"
# A code that is still cut off at the end counts as one, so that places never move.
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*(?:[A-Za-z]|$)|\x1b(?:[=>]|$)|\r")


class Person:
    """Runs a viva command on a terminal of its own; `first` is Python that runs before it."""

    def __init__(
        self, *args: str, env: Mapping[str, str], columns: int = 90, first: str = ""
    ) -> None:
        self._terminal, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))

        def take_the_terminal() -> None:
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen(
            [
                sys.executable,
                "-W",
                "error",
                "-c",
                f"{first}\nfrom viva.cli import main; main()",
                *args,
            ],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            preexec_fn=take_the_terminal,
            env={**os.environ, "TERM": "xterm-256color", "OMP_NUM_THREADS": "1", **env},
            cwd=Path(__file__).parent,
        )
        os.close(inner)
        self.raw = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._seen = 0

    @property
    def screen(self) -> str:
        """All that was shown, without the terminal's codes."""
        return _ESCAPES.sub("", self.raw)

    def sees(self, words: str) -> str:
        """Waits until `words` appear after what was seen before; returns the text till then.

        A blank stands for any space, so that it does not matter where a line is broken.
        """
        pattern = re.compile(r"\s+".join(map(re.escape, words.split(" "))))
        until = time.monotonic() + TIMEOUT_S
        while True:
            screen = self.screen
            if found := pattern.search(screen, self._seen):
                text = screen[self._seen : found.end()]
                self._seen = found.end()
                return " ".join(text.split())
            left = until - time.monotonic()
            assert left > 0, f"never saw {words!r} after:\n{self.screen[self._seen :]}"
            if not self._read(left):
                raise AssertionError(f"ended without {words!r}:\n{self.screen[self._seen :]}")

    def _read(self, timeout_s: float) -> bool:
        ready, _, _ = select.select([self._terminal], [], [], timeout_s)
        if not ready:
            return self.process.poll() is None
        try:
            chunk = os.read(self._terminal, 65536)
        except OSError:
            return False
        self.raw += self._decoder.decode(chunk)
        return bool(chunk)

    def types(self, words: str) -> None:
        """Presses keys."""
        os.write(self._terminal, words.encode())

    def says(self, words: str = "") -> None:
        """Types a line, once the prompt is there."""
        self.sees("› ")
        self.types(words + "\n")

    def writes(self, words: str) -> None:
        """Types a further line of a text."""
        self.sees("· ")
        self.types(words + "\n")

    def ends(self) -> int:
        """Waits for the end; the exit code."""
        until = time.monotonic() + TIMEOUT_S
        while self._read(0.1):
            assert time.monotonic() < until, f"did not end after:\n{self.screen[self._seen :]}"
        return self.process.wait(TIMEOUT_S)

    def hangs_up(self) -> None:
        """Closes the terminal's window: the kernel sends SIGHUP, and input and output fail."""
        os.close(self._terminal)
        self.process.wait(TIMEOUT_S)

    def close(self) -> None:
        """Leaves nothing running."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        with contextlib.suppress(OSError):
            os.close(self._terminal)
