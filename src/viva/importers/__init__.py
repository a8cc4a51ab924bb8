"""Turns other people's problem formats into banks; must not know how answers are judged."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from viva.core import BadInput, Text

if TYPE_CHECKING:
    from viva.importers.outcome import Importer

# format → (module that offers `importer()`, what it reads). A new format is a file and a line.
FORMATS: dict[str, tuple[str, Text]] = {
    "deep-ml": (
        "viva.importers.deep_ml",
        Text(
            "a checkout of the deep-ml problems: questions/<id>_<slug>/ with tests.json",
            "deep-ml 题目仓库：questions/<编号>_<名称>/，内含 tests.json",
        ),
    ),
}


def importer_of(name: str) -> Importer:
    """The importer of a format, or a `BadInput` that lists them."""
    if name not in FORMATS:
        raise BadInput(f"there is no format `{name}`.", mend=f"There are: {', '.join(FORMATS)}.")
    return importlib.import_module(FORMATS[name][0]).importer()
