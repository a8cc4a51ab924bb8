"""What a formula that cannot be read says: what, where, and how to mend it."""

from __future__ import annotations

from viva.core import BadInput, Text

NO_HINT = Text("", "")


class Unreadable(BadInput):
    """The text is no formula that viva reads; it never counts as an answer.

    `position` is the offset of the offending character in the text as typed, from 0.
    """

    def __init__(self, message: Text, position: int = 0, hint: Text = NO_HINT) -> None:
        super().__init__(
            message.en,
            where=f"character {position + 1}",
            mend=hint.en,
            zh=f"第 {position + 1} 个字符：{message.zh}{hint.zh}",
        )
        self.message = message
        self.position = position
        self.hint = hint

    def text(self) -> Text:
        """The whole sentence, with its place and the mend, in both languages."""
        return Text(str(self), self.zh)


class Misfit(Exception):
    """The formula is readable, but its dimensions do not fit: a wrong answer, told as such."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message
