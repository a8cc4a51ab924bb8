"""Traditional Chinese, made from the Simplified that authors write."""

from __future__ import annotations

import functools
from collections.abc import Callable

from viva.core.text import Language


@functools.cache
def _converter() -> Callable[[str], str]:
    import opencc  # pyright: ignore[reportMissingTypeStubs]

    # Characters only: with phrases (s2twp) 通过, a pass, becomes 透過, by means of.
    return opencc.OpenCC("s2tw").convert


def localise(text: str, language: Language) -> str:
    """Simplified Chinese as Traditional where that was asked for; anything else stays."""
    return _converter()(text) if language == "zh-Hant" else text
