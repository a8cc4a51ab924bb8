"""What an importer offers, and what came of an import."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec


class Imported(msgspec.Struct, frozen=True):
    """One problem of the source. `reason` is empty when it became a question, else it says why
    the problem lies in quarantine."""

    source: str
    question: str
    reason: str = ""


Progress = Callable[[Imported, int, int], None]


class Importer(Protocol):
    """Reads one format."""

    def convert(self, source: Path, target: Path, progress: Progress | None) -> list[Imported]:
        """Writes a bank to `target` (a new folder) and says what became of each problem.

        A problem whose own solution does not pass is kept under `target`/quarantine with the
        reason, never dropped. `BadInput` where the source is not of this format.
        """
        ...
