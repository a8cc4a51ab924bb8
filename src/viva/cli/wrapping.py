"""Breaks lines as Chinese is broken: between characters, but not before a comma.

Rich breaks only at spaces, so a Chinese sentence with one English word in it would leave half of
the line empty.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from rich.cells import get_character_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

# What must not begin a line, and what must not end one.
NOT_FIRST = frozenset("、。，．：；！？）】》〉」』”’…—％%,.;:!?)]}")
NOT_LAST = frozenset("（【《〈「『“‘([{")


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF" or character in "“”‘’…—"


def may_break(before: str, after: str) -> bool:
    """Whether a line may end after `before` and the next begin with `after`."""
    if after.isspace() or after in NOT_FIRST or before in NOT_LAST:
        return False
    return before.isspace() or _wide(before) or _wide(after)


def break_offsets(text: str, width: int) -> Iterator[int]:
    """Where to break `text`, which holds no line end, so that no line is wider than `width` cells.

    Blanks at the end of a line hang over; a word wider than a line is cut.
    """
    start = last = cells = 0
    for i, character in enumerate(text):
        if i > start and may_break(text[i - 1], character):
            last = i
        size = get_character_cell_size(character)
        if cells + size > width and not character.isspace() and i > start:
            cut = last if last > start else i
            yield cut
            start = cut
            cells = sum(get_character_cell_size(c) for c in text[cut:i])
        cells += size


class Wrapped:
    """A styled text, broken into lines at the width that it is given."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self._text.split("\n", allow_blank=True):
            for piece in line.divide(list(break_offsets(line.plain, options.max_width))):
                piece.rstrip()
                piece.no_wrap = True
                yield piece
