"""An answer of free lines: text, typed here or in an editor, and code in a file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from viva.cli.answers import read_answer_file
from viva.cli.asking import MORE, PROMPT, Asking, Given, Said, command_in, tilde
from viva.cli.editor import edit, find_editor, make_answer_file, replace_answer_file
from viva.cli.page import harmless, line, unbroken
from viva.cli.sentences import say
from viva.core import Answer


class TextAsking(Asking):
    """Takes lines up to a dot, or what the editor saved."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._lines: list[str] = []
        self._refill = ""
        self._opened = False
        body = None if self._encounter.draft is None else self._encounter.draft.body
        if isinstance(body, str):
            self._lines = body.split("\n") if body else []
        elif isinstance(body, list):
            self._lines = list(body)

    @property
    def _is_code(self) -> bool:
        return self._encounter.question.kind == "code"

    @property
    def _starter(self) -> str:
        return str(self._encounter.variant.shown.get("starter", ""))

    def begin(self) -> None:
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

    def typed(self) -> Answer:
        return "\n".join(self._lines)

    def _with_line(self, words: str) -> Answer:
        return "\n".join([*self._lines, words])

    def judged(self, answer: Answer) -> None:
        self._begin_anew()
        if self._is_code and isinstance(answer, str):
            self._adopt(answer)

    def refused(self) -> None:
        if len(self._lines) > 1 and self._reader.interactive:
            line(self._face, say(self._face, "mend_or_clear"), "dim")
        else:
            self._begin_anew()

    def clear(self) -> None:
        self._lines.clear()

    def _begin_anew(self) -> None:
        if len(self._lines) == 1 and not self._is_code:
            # A line is most easily mended where it stands.
            self._refill = self._lines[0]
        self._lines.clear()

    def ask(self) -> Given | Said:
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
                given = self._entered() if self._reader.interactive else None
            else:
                self._lines.append(words)
                if self._reader.interactive:
                    self._keep(self.typed())
                continue
            if given is not None:
                return given

    def _whole(self) -> str:
        return "\n".join(self._lines) + ("\n" if self._is_code else "")

    def _entered(self) -> Given | None:
        """Enter alone: opens the editor for code, or hands in the file that it was open on."""
        if not self._opened:
            return self._edited() if self._is_code else None
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
