"""Takes the answer to one question, in the shape of its kind, or a command instead of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import msgspec

from viva.cli.answers import read_answer_file
from viva.cli.editor import answer_file, edit, find_editor, make_answer_file, replace_answer_file
from viva.cli.face import Face
from viva.cli.page import harmless, line, unbroken
from viva.cli.reading import Reader
from viva.cli.sentences import say
from viva.core import Answer, BadInput, Text
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


class Asking:
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
        self._parts: dict[str, str] = {}
        self._done: set[str] = set()
        self._lines: list[str] = []
        self._refill = ""
        self._opened = False
        self.file = answer_file(place, encounter.variant, encounter.id)
        body = None if encounter.draft is None else encounter.draft.body
        if body is None and encounter.last is not None and self._by_parts:
            body = encounter.last.answer
        if isinstance(body, Mapping):
            self._parts = {str(name): str(value) for name, value in body.items()}
        elif isinstance(body, str):
            self._lines = body.split("\n") if body else []
        elif body is not None:
            self._lines = list(body)

    @property
    def _by_parts(self) -> bool:
        return self._encounter.question.kind == "compute"

    @property
    def _is_code(self) -> bool:
        return self._encounter.question.kind == "code"

    @property
    def _starter(self) -> str:
        return str(self._encounter.variant.shown.get("starter", ""))

    def typed(self) -> Answer:
        """What has been typed so far."""
        return dict(self._parts) if self._by_parts else "\n".join(self._lines)

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

    def _with_line(self, words: str) -> Answer:
        """What has been typed, with the line that is not finished."""
        if self._by_parts:
            waiting = next(name for name in self._names() if name not in self._done)
            return {**self._parts, waiting: words}
        return "\n".join([*self._lines, words])

    def begin(self) -> None:
        """Says how to answer, and shows what was typed before."""
        if self._by_parts:
            line(self._face, say(self._face, "how_parts"), "dim")
            return
        if not self._is_code:
            line(self._face, say(self._face, "how_text"), "dim")
        elif self._reader.interactive:
            editor = find_editor()
            if editor is None:
                line(self._face, say(self._face, "how_code_no_editor"), "dim")
            else:
                words = say(self._face, "how_code", editor=Path(editor[0]).name)
                line(self._face, words, "dim")
            unbroken(self._face, say(self._face, "your_file", path=tilde(self.file)), "dim")
        if self._lines:
            line(self._face, say(self._face, "as_before"), "bold")
            line(self._face, harmless("\n".join(self._lines)), indent=2)

    def ask(self) -> Given | Said:
        """The next thing that the learner says. The end of the input is `quit`."""
        return self._ask_parts() if self._by_parts else self._ask_text()

    def judged(self, answer: Answer) -> None:
        """Begins anew after an answer that did not pass; the parts and the file stay."""
        self._begin_anew()
        if self._is_code and isinstance(answer, str):
            self._adopt(answer)

    def refused(self) -> None:
        """What was typed is no answer: a person goes on from it, a pipe begins anew."""
        if len(self._lines) > 1 and self._reader.interactive and not self._by_parts:
            line(self._face, say(self._face, "mend_or_clear"), "dim")
        else:
            self._begin_anew()

    def clear(self) -> None:
        """Forgets what is typed."""
        self._parts.clear()
        self._done.clear()
        self._lines.clear()

    def _begin_anew(self) -> None:
        self._done.clear()
        if len(self._lines) == 1 and not self._is_code:
            # A line is most easily mended where it stands.
            self._refill = self._lines[0]
        self._lines.clear()

    # -- parts -----------------------------------------------------------------------------

    def _names(self) -> list[str]:
        parts = cast("list[dict[str, Any]]", self._encounter.variant.shown["parts"])
        return [str(part["name"]) for part in parts]

    def _ask_parts(self) -> Given | Said:
        names = self._names()
        for name in names:
            while name not in self._done:
                before = self._parts.get(name, "")
                words = self._reader.line(f"{name} {PROMPT}", filled=before, glance=self._typing)
                if words is None:
                    return Said("quit")
                said = command_in(words, after=before)
                if said is not None and self._obeyed(said):
                    return said
                if said is not None:
                    continue
                if not words.strip() and before and not self._reader.interactive:
                    words = before
                if self._taken(name, words.strip()):
                    self._done.add(name)
        return Given({name: self._parts.get(name, "") for name in names})

    def _taken(self, name: str, words: str) -> bool:
        """Stores one part; False if it can be no answer to it."""
        self._parts[name] = words
        if self._reader.interactive:
            self._keep(self.typed())
        if not words:
            return True
        try:
            self._check({name: words})
        except BadInput as error:
            complain(self._face, error)
            return False
        return True

    # -- text and code ---------------------------------------------------------------------

    def _ask_text(self) -> Given | Said:
        while True:
            before, self._refill = self._refill, ""
            prompt = MORE if self._lines else PROMPT
            words = self._reader.line(prompt, filled=before, glance=self._typing)
            if words is None:
                return Given(self._whole()) if self._lines else Said("quit")
            if words.strip() in (".", "。") and not words.startswith((" ", "\t")):
                return Given(self._whole())
            said = command_in(words, after=before)
            if said is not None and said.name == "edit":
                given = self._edited()
            elif said is not None and self._obeyed(said, quiet=bool(self._lines)):
                return said
            elif said is not None and not self._lines:
                continue
            elif not words.strip() and not self._lines:
                # A person's empty line opens the editor; a pipe's is just the first line.
                given = self._entered() if self._is_code and self._reader.interactive else None
            else:
                self._lines.append(words)
                if self._reader.interactive:
                    self._keep(self.typed())
                continue
            if given is not None:
                return given

    def _whole(self) -> str:
        return "\n".join(self._lines) + ("\n" if self._is_code else "")

    def _obeyed(self, said: Said, *, quiet: bool = False) -> bool:
        """Whether the command is one; complains of it otherwise, except within a text."""
        if said.name in COMMANDS:
            return True
        if not quiet:
            line(self._face, say(self._face, "unknown_command", name=f":{said.name}"), "yellow")
        return False

    def _entered(self) -> Given | None:
        """Enter on a code question: opens the editor, or hands in the file that it was open on."""
        if not self._opened:
            return self._edited()
        self._opened = False
        return self._from_file()

    def _edited(self) -> Given | None:
        """Opens the editor; what was saved in it is handed in."""
        command = find_editor()
        typed = "\n".join(self._lines) + "\n" if self._lines else ""
        make_answer_file(self.file, typed or self._starter)
        if command is None:
            line(self._face, say(self._face, "no_editor"), "yellow")
            unbroken(self._face, say(self._face, "your_file", path=tilde(self.file)))
            self._opened = True
            return None
        before = read_answer_file(self.file)
        if typed and before != typed:
            replace_answer_file(self.file, typed)
            before = ""
        why = edit(command, self.file)
        if why:
            words = say(self._face, "editor_failed", editor=command[0], why=why)
            line(self._face, words, "yellow")
            return None
        text = read_answer_file(self.file)
        self._keep(text)
        if text == before:
            self._opened = True
            line(self._face, say(self._face, "unchanged"), "yellow")
            return None
        self._lines.clear()
        return Given(text)

    def _from_file(self) -> Given | None:
        text = read_answer_file(self.file)
        if text.strip() == self._starter.strip():
            line(self._face, say(self._face, "still_starter"), "yellow")
            return None
        return Given(text)

    def _adopt(self, code: str) -> None:
        """Puts code that was typed or came from elsewhere into the file, to go on with there."""
        if not self.file.exists():
            make_answer_file(self.file, code)
        elif read_answer_file(self.file).strip() == self._starter.strip():
            replace_answer_file(self.file, code)


def complain(face: Face, error: Exception) -> None:
    """Says an error's sentence in the face's language."""
    zh = str(getattr(error, "zh", ""))
    line(face, harmless(face.say(Text(str(error), zh or str(error)))), "yellow")


def tilde(path: Path) -> str:
    """A path as a person writes it."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
