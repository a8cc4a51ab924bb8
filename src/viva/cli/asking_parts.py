"""An answer of named parts: a line each; with steps, lines up to an empty one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from viva.cli.asking import MORE, PROMPT, Asking, Given, Said, command_in, complain
from viva.cli.page import harmless, line
from viva.cli.sentences import say
from viva.core import Answer, BadInput


class PartsAsking(Asking):
    """Asks for one part after the other. A part is checked when it is typed."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._parts: dict[str, str] = {}
        self._done: set[str] = set()
        self._lines: list[str] = []
        shown = cast("list[dict[str, Any]]", self._encounter.variant.shown["parts"])
        self._long = {str(part["name"]): bool(part.get("steps")) for part in shown}
        encounter = self._encounter
        if encounter.draft is not None:
            body = encounter.draft.body
        else:
            body = None if encounter.last is None else encounter.last.answer
        if isinstance(body, Mapping):
            self._parts = {k: str(v) for k, v in body.items() if k in self._long}

    def begin(self) -> None:
        long = any(self._long.values())
        line(self._face, say(self._face, "how_steps" if long else "how_parts"), "dim")

    def typed(self) -> Answer:
        return {name: value for name, value in self._parts.items() if value}

    def _with_line(self, words: str) -> Answer:
        waiting = next(name for name in self._long if name not in self._done)
        return {**self._parts, waiting: "\n".join([*self._lines, words])}

    def judged(self, answer: Answer) -> None:
        self._done.clear()
        self._lines.clear()

    def refused(self) -> None:
        self._done.clear()
        self._lines.clear()

    def clear(self) -> None:
        self._parts.clear()
        self.refused()

    def ask(self) -> Given | Said:
        for name, long in self._long.items():
            while name not in self._done:
                said = self._ask_lines(name) if long else self._ask_line(name)
                if said is not None:
                    return said
        return Given({name: self._parts.get(name, "") for name in self._long})

    def _ask_line(self, name: str) -> Said | None:
        before = self._parts.get(name, "")
        words = self._reader.line(f"{name} {PROMPT}", filled=before, glance=self._typing)
        if words is None:
            return Said("quit")
        said = command_in(words, after=before)
        if said is not None:
            return said if self._obeyed(said) else None
        if not words.strip() and not self._reader.interactive:
            # A person has emptied the line; a pipe has left it as it was.
            words = before
        self._take(name, words.strip())
        return None

    def _ask_lines(self, name: str) -> Said | None:
        before = self._parts.get(name, "")
        if before and not self._lines and self._reader.interactive:
            line(self._face, say(self._face, "as_before_part", name=name), "dim")
            line(self._face, harmless(before), indent=2)
        words = self._reader.line(MORE if self._lines else f"{name} {PROMPT}", glance=self._typing)
        if words is None:
            if not self._lines:
                return Said("quit")
            words = ""
        said = command_in(words)
        if said is not None:
            return said if self._obeyed(said) else None
        if words.strip() and words.strip() != ".":
            self._lines.append(words.strip())
            if self._reader.interactive:
                self._keep({**self._parts, name: "\n".join(self._lines)})
            return None
        text = "\n".join(self._lines) if self._lines else before
        self._lines.clear()
        self._take(name, text)
        return None

    def _take(self, name: str, words: str) -> None:
        """Stores one part; it is done if it can be an answer."""
        self._parts[name] = words
        if self._reader.interactive and words:
            self._keep(self.typed())
        try:
            if words:
                self._check({name: words})
        except BadInput as error:
            complain(self._face, error)
        else:
            self._done.add(name)
