"""How viva speaks: which language, colours or none, text or JSON."""

from __future__ import annotations

import functools
import json
import locale
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click
import msgspec

from viva.core import BadInput, Language, Text, Verdict
from viva.core.traditional import localise as localise

if TYPE_CHECKING:
    from rich.console import Console

F = TypeVar("F", bound=Callable[..., Any])

_SPELLINGS: dict[str, Language] = {
    "en": "en",
    "zh": "zh-Hans",
    "zh-hans": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-sg": "zh-Hans",
    "zh-hant": "zh-Hant",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
}
_chosen: list[Language] = []


def parse_language(text: str) -> Language:
    """`en`, `zh`, `zh-Hans`, `zh-Hant`, in any case, with - or _."""
    key = text.strip().replace("_", "-").lower()
    if key not in _SPELLINGS:
        raise BadInput(
            f"`{text}` is no language that viva speaks.", mend="Use en, zh-Hans or zh-Hant."
        )
    return _SPELLINGS[key]


def current_language() -> Language:
    """The one asked for on this command line, else the remembered one, else the locale's."""
    if _chosen:
        return _chosen[-1]
    from viva.store.place import find_place
    from viva.store.preferences import read_preferences

    try:
        remembered = read_preferences(find_place()).language
    except BadInput:
        # A broken file of preferences must not hide the message that is being said; the command
        # that needs the preferences complains itself.
        remembered = None
    return remembered or locale_language()


def locale_language() -> Language:
    """From LC_ALL, LC_MESSAGES, LANG; English where they say nothing that viva speaks."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            break
    else:
        value = locale.getlocale()[0] or ""
    parts = value.partition(".")[0].replace("_", "-").lower()
    return _SPELLINGS.get(parts) or _SPELLINGS.get(parts.partition("-")[0], "en")


def remember_language(language: Language) -> None:
    """Keeps the language for the next time; a home that cannot be written to is no reason to
    fail here."""
    from viva.store.place import find_place
    from viva.store.preferences import read_preferences, write_preferences

    try:
        place = find_place()
        old = read_preferences(place)
        if old.language != language:
            write_preferences(place, msgspec.structs.replace(old, language=language))
    except BadInput:
        return


def verdict_json(verdict: Verdict, language: Language) -> dict[str, Any]:
    """The object of `viva grade --json`; the sentences are converted, the rest is data."""
    table = verdict.to_json(language)
    if language == "zh-Hant":
        table["notice"] = localise(table["notice"], language)
        for criterion in table["criteria"]:
            for field in ("title", "evidence", "feedback"):
                criterion[field] = localise(criterion[field], language)
    return table


class Face:
    """What a command says, in its language."""

    def __init__(self, language: Language, *, as_json: bool = False) -> None:
        self.language: Language = language
        self.as_json = as_json

    def say(self, text: Text) -> str:
        """The text in this face's language."""
        return localise(text.pick(self.language), self.language)

    def pick(self, en: str, zh: str) -> str:
        """One of two sentences."""
        return self.say(Text(en, zh))

    @functools.cached_property
    def console(self) -> Console:
        """Standard output, with colours where they are wanted (NO_COLOR is respected)."""
        return _console(sys.stdout)

    @functools.cached_property
    def errors(self) -> Console:
        """Standard error, likewise."""
        return _console(sys.stderr)

    def json(self, value: object) -> None:
        """Prints one JSON document."""
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _console(stream: Any) -> Console:
    from rich.console import Console

    return Console(file=stream, highlight=False, soft_wrap=False)


def _set_language(ctx: click.Context, param: click.Parameter, value: str | None) -> Language | None:
    if value is None:
        return None
    language = parse_language(value)
    _chosen.append(language)
    remember_language(language)
    return language


def spoken(function: F) -> F:
    """Gives a command `--lang` and `--json`, and a `face` as its first argument."""

    @click.option(
        "--lang",
        callback=_set_language,
        metavar="en|zh-Hans|zh-Hant",
        help="Language; remembered. Default: the last one, else the locale's.",
    )
    @click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
    @functools.wraps(function)
    def command(*args: Any, lang: Language | None, as_json: bool, **kwargs: Any) -> Any:
        return function(Face(lang or current_language(), as_json=as_json), *args, **kwargs)

    return cast("F", command)
