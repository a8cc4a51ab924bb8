"""The errors that reach a person, and the exit code that each one means."""

from __future__ import annotations


class VivaError(Exception):
    """Says in one sentence what was wrong, where, and how to mend it.

    `exit_code` is what the command line returns: 2 when the caller can mend it,
    3 when viva itself failed. `zh`, where given, is the whole sentence in Chinese: what reaches
    a learner has one, what reaches an author need not.
    """

    exit_code = 3

    def __init__(self, sentence: str, *, where: str = "", mend: str = "", zh: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.where = where
        self.mend = mend
        self.zh = zh

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        mend = f" {self.mend}" if self.mend else ""
        return f"{place}{self.sentence}{mend}"


class BadInput(VivaError):
    """What came in (a file, an option, an answer, a bank) cannot be used as it is."""

    exit_code = 2


class NeedsExtra(BadInput):
    """The question needs an optional dependency that is not installed."""


class JudgeFailed(VivaError):
    """The judge could not judge. Never the learner's fault, never rated."""

    exit_code = 3
