"""Traditional Chinese, made from the Simplified that authors write; and back."""

from __future__ import annotations

import functools
from collections.abc import Callable

from viva.core.text import Language


@functools.cache
def _converter(way: str) -> Callable[[str], str]:
    import opencc  # pyright: ignore[reportMissingTypeStubs]

    return opencc.OpenCC(way).convert


def localise(text: str, language: Language) -> str:
    """Simplified Chinese as Traditional where that was asked for; anything else stays."""
    # Characters only: with phrases (s2twp) 通过, a pass, becomes 透過, by means of.
    return _converter("s2tw")(text) if language == "zh-Hant" else text


def simplified(text: str) -> str:
    """Text as somebody typed it, in Simplified characters."""
    return text if text.isascii() else _converter("t2s")(text)
