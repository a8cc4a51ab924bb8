"""Takes lines from a person or a pipe, and loses nothing when it is interrupted."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Generator
from types import FrameType

from viva.cli.answers import MAX_BYTES, decoded


class Reader:
    """Lines from standard input. `interactive`: a person sits at both ends.

    When Ctrl-C (or a closed terminal) cuts a line off, `cut_off` holds what was on it.
    """

    def __init__(self) -> None:
        self.interactive = sys.stdin.isatty() and sys.stdout.isatty()
        self.cut_off = ""

    def line(self, prompt: str = "", *, filled: str = "") -> str | None:
        """The next line without its end; None when there are no more.

        `filled` stands in the line already, where a person can edit it. A pipe sees no prompt.
        """
        self.cut_off = ""
        if not self.interactive:
            raw = sys.stdin.buffer.readline(MAX_BYTES + 1)
            return decoded(raw, "standard input").removesuffix("\n") if raw else None
        sys.stdout.flush()
        with self._keeping_what_is_cut_off(), _filled(filled):
            try:
                words = input(prompt)
            except EOFError:
                # The terminal shows nothing for Ctrl-D; the next line must not hang on the prompt.
                print()  # noqa: T201
                return None
        # Bytes that are no UTF-8 come as lone surrogates from a terminal: they cannot be stored.
        return words.encode("utf-8", "surrogateescape").decode("utf-8", "replace")

    @contextlib.contextmanager
    def _keeping_what_is_cut_off(self) -> Generator[None]:
        """While a line is read, Ctrl-C and a hang-up first save what is on it."""

        def interrupted(_number: int, _frame: FrameType | None) -> None:
            with contextlib.suppress(ImportError):
                import readline

                self.cut_off = readline.get_line_buffer()
            raise KeyboardInterrupt

        before = {
            number: signal.signal(number, interrupted)
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        }
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


@contextlib.contextmanager
def _filled(words: str) -> Generator[None]:
    """Lets the next line begin with `words`."""
    try:
        import readline
    except ImportError:
        yield
        return
    # What is typed here is nobody's command history.
    readline.set_auto_history(False)
    readline.set_startup_hook((lambda: readline.insert_text(words)) if words else None)
    try:
        yield
    finally:
        readline.set_startup_hook(None)
