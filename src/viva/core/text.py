"""A sentence in both languages; Traditional Chinese is derived from Simplified at the face."""

from __future__ import annotations

from typing import Literal

import msgspec

Language = Literal["en", "zh-Hans", "zh-Hant"]
LANGUAGES: tuple[Language, ...] = ("en", "zh-Hans", "zh-Hant")


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same thing said in English (`en`) and in Simplified Chinese (`zh`)."""

    en: str
    zh: str

    @staticmethod
    def same(words: str) -> Text:
        """Words that belong to no language: a number, a traceback, the learner's own."""
        return Text(words, words)

    def pick(self, language: Language) -> str:
        """The authored text for a language; zh-Hant gets the Simplified one, to be converted."""
        return self.en if language == "en" else self.zh
