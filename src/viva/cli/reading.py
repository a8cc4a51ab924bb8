"""Takes lines from a person or a pipe, and loses nothing when it is interrupted."""

from __future__ import annotations

import contextlib
import signal
import sys
import termios
from collections.abc import Callable, Generator
from types import FrameType

from viva.cli.answers import MAX_BYTES, decoded

# How long an unfinished line may go unkept.
GLANCE_S = 1.0


def _nothing(_line: str) -> None:
    pass


class Reader:
    """Lines from standard input. `interactive`: a person sits at both ends.

    When Ctrl-C (or a closed terminal) cuts a line off, `cut_off` holds what was on it.
    """

    def __init__(self) -> None:
        self.interactive = sys.stdin.isatty() and sys.stdout.isatty()
        self.cut_off = ""

    def line(
        self, prompt: str = "", *, filled: str = "", glance: Callable[[str], None] = _nothing
    ) -> str | None:
        """The next line without its end; None when there are no more.

        `filled` stands in the line already, where a person can edit it. While a person types,
        `glance` is handed the unfinished line once a second if it has changed. A pipe sees no
        prompt.
        """
        self.cut_off = ""
        if not self.interactive:
            raw = sys.stdin.buffer.readline(MAX_BYTES + 1)
            return decoded(raw, "standard input").removesuffix("\n") if raw else None
        sys.stdout.flush()
        with self._watched(glance), _filled(filled):
            try:
                words = input(prompt)
            except EOFError:
                # The terminal shows nothing for Ctrl-D; the next line must not hang on the prompt.
                print()  # noqa: T201
                return None
        return _storable(words)

    @contextlib.contextmanager
    def _watched(self, glance: Callable[[str], None]) -> Generator[None]:
        """While a line is read: looks at it every second, and saves it from an interruption.

        The alarm wakes the wait for a key, so that its handler runs between two keys and never
        within readline. Only the alarm's handler raises: CPython runs the handlers of all pending
        signals in one go, and one that ran after another had raised would turn Ctrl-C into a
        SystemError.
        """
        try:
            import readline
        except ImportError:
            yield
            return
        seen = ""
        stopping = False

        def stop(_number: int, _frame: FrameType | None) -> None:
            nonlocal stopping
            # With the terminal gone, readline has emptied the line already.
            self.cut_off = _storable(readline.get_line_buffer()) or ("" if _is_there() else seen)
            stopping = True
            signal.setitimer(signal.ITIMER_REAL, 0.005, 0.05)

        def look(_number: int, _frame: FrameType | None) -> None:
            nonlocal seen
            if stopping:
                signal.pthread_sigmask(signal.SIG_BLOCK, handlers)
                raise KeyboardInterrupt
            words = _storable(readline.get_line_buffer())
            if words != seen:
                seen = words
                glance(words)

        handlers = {
            signal.SIGALRM: look,
            signal.SIGINT: stop,
            signal.SIGTERM: stop,
            signal.SIGHUP: stop,
        }
        before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
        signal.setitimer(signal.ITIMER_REAL, GLANCE_S, GLANCE_S)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0.0)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, handlers)
            for number, handler in before.items():
                signal.signal(number, handler)
        if stopping:
            # The line was ended just as the signal came.
            raise KeyboardInterrupt


def _storable(words: str) -> str:
    """Bytes that are no UTF-8 come as lone surrogates from a terminal: they cannot be stored."""
    return words.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _is_there() -> bool:
    """Whether the terminal still exists."""
    try:
        termios.tcgetattr(sys.stdin.fileno())
    except termios.error:
        return False
    return True


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
