"""A question with its random numbers filled in: a pure function of (question, seed)."""

from __future__ import annotations

from typing import Any

import msgspec

from viva.core.question import Question
from viva.core.text import Text


class Variant(msgspec.Struct, frozen=True):
    """What is shown and what is kept back.

    `prompt`, `worked` (the model answer for these numbers) and `hints` are Markdown, rendered.
    `secret` is what the kind needs to judge (expected values, tolerances): it never leaves the
    judge. `shown` is what a face may need besides the prompt (a starter, the parts to answer).
    `content_hash` covers every file of the question's folder and every module of the bank that
    they import, so that a changed question is never mistaken for the old one.
    """

    question: Question
    seed: int
    prompt: Text
    worked: Text
    hints: tuple[Text, ...]
    params: dict[str, Any] = {}
    shown: dict[str, Any] = {}
    secret: Any = None
    content_hash: str = ""
