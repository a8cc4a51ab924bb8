"""Takes the answer to one question, or a command instead of it: what all shapes share."""

from __future__ import annotations

import abc
import re
from collections.abc import Callable
from pathlib import Path

import msgspec

from viva.cli.editor import answer_file
from viva.cli.face import Face
from viva.cli.page import harmless, line
from viva.cli.reading import Reader
from viva.cli.sentences import say
from viva.core import Answer, Text
from viva.practice import Encounter
from viva.store.place import Place

COMMANDS = frozenset(
    ("hint", "edit", "file", "show", "give-up", "skip", "quit", "help", "clear")
    + ("easy", "good", "hard", "again", "undo")
)
_SPELLINGS = {"q": "quit", "exit": "quit", "giveup": "give-up", "give_up": "give-up", "h": "help"}
_COMMAND = re.compile(r"\s*[:：]([a-z][a-z_-]*)(?:\s+(.*?))?\s*")
PROMPT = "› "
MORE = "· "


class Given(msgspec.Struct, frozen=True):
    """An answer to be judged."""

    answer: Answer


class Said(msgspec.Struct, frozen=True):
    """A command instead of an answer."""

    name: str
    argument: str = ""


def command_in(words: str, *, after: str = "") -> Said | None:
    """The command that a line is, known or not; None for any other line.

    `after` is what stood in the line already: a command may be typed behind it.
    """
    if after and words.startswith(after):
        words = words.removeprefix(after)
    match = _COMMAND.fullmatch(words)
    if match is None:
        return None
    return Said(_SPELLINGS.get(match[1], match[1]), match[2] or "")


class Asking(abc.ABC):
    """One answer in the making. What is typed is handed to `keep` as soon as a line is done.

    `glance` is handed the same while a line is still being typed; it must not ask anything.
    `check` raises `BadInput` for what is no answer, so that a part is refused when it is typed and
    not at the end.
    """

    def __init__(
        self,
        face: Face,
        reader: Reader,
        place: Place,
        encounter: Encounter,
        keep: Callable[[Answer], None],
        glance: Callable[[Answer], None],
        check: Callable[[Answer], None],
    ) -> None:
        self._face = face
        self._reader = reader
        self._encounter = encounter
        self._keep = keep
        self._glance = glance
        self._check = check
        self.file = answer_file(place, encounter.variant, encounter.id)

    @abc.abstractmethod
    def begin(self) -> None:
        """Says how to answer, and shows what was typed before."""

    @abc.abstractmethod
    def ask(self) -> Given | Said:
        """The next thing that the learner says. The end of the input is `quit`."""

    @abc.abstractmethod
    def typed(self) -> Answer:
        """What has been typed so far."""

    @abc.abstractmethod
    def _with_line(self, words: str) -> Answer:
        """What has been typed, with the line that is not finished."""

    @abc.abstractmethod
    def judged(self, answer: Answer) -> None:
        """Begins anew after an answer that did not pass."""

    @abc.abstractmethod
    def refused(self) -> None:
        """What was typed is no answer: a person goes on from it, a pipe begins anew."""

    @abc.abstractmethod
    def clear(self) -> None:
        """Forgets what is typed."""

    def cut_off(self, words: str) -> None:
        """Keeps the line on which the reader was interrupted."""
        if words.strip() and not command_in(words):
            self._keep(self._with_line(words))

    def leave(self) -> None:
        """Keeps what was typed and not handed in."""
        if typed := self.typed():
            self._keep(typed)

    def _typing(self, words: str) -> None:
        if words.strip() and not command_in(words):
            self._glance(self._with_line(words))

    def _obeyed(self, said: Said, *, quiet: bool = False) -> bool:
        """Whether the command is one; complains of it otherwise, except within a text."""
        if said.name in COMMANDS:
            return True
        if not quiet:
            line(self._face, say(self._face, "unknown_command", name=f":{said.name}"), "yellow")
        return False


def complain(face: Face, error: Exception) -> None:
    """Says an error's sentence in the face's language."""
    zh = str(getattr(error, "zh", ""))
    line(face, harmless(face.say(Text(str(error), zh or str(error)))), "yellow")


def tilde(path: Path) -> str:
    """A path as a person writes it."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
