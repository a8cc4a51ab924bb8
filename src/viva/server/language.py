"""In which language a request is answered, and how a text is said in it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request

from viva.core import Language, Text
from viva.core.traditional import localise
from viva.server.prose import inline_html, prose_html

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


class Speaker:
    """Says texts in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def say(self, text: Text) -> str:
        """The text as it is written, in this language."""
        return localise(text.pick(self.language), self.language)

    def pick(self, en: str, zh: str) -> str:
        """One of two sentences."""
        return self.say(Text(en, zh))

    def html(self, text: Text) -> str:
        """Markdown as safe HTML, in this language."""
        return localise(prose_html(text.pick(self.language)), self.language)

    def inline(self, text: Text) -> str:
        """One sentence with inline Markdown as safe HTML, without a paragraph around it."""
        return localise(inline_html(text.pick(self.language)), self.language)


def accepted_language(header: str) -> Language | None:
    """The first language of an Accept-Language header that viva speaks."""
    for entry in header.split(","):
        name = entry.partition(";")[0].strip().lower()
        found = _SPELLINGS.get(name) or _SPELLINGS.get(name.partition("-")[0])
        if found is not None:
            return found
    return None


async def speaker(
    request: Request,
    lang: Annotated[
        Language | None, Query(description="In which language texts are; the remembered one else.")
    ] = None,
) -> Speaker:
    """The language asked for, else the remembered one, else the browser's."""
    return Speaker(lang or default_language(request))


def default_language(request: Request) -> Language:
    """The remembered language, else what the browser asks for, else English."""
    remembered: Language | None = request.app.state.desk.language()
    return remembered or accepted_language(request.headers.get("accept-language", "")) or "en"


Spoken = Annotated[Speaker, Depends(speaker)]
