"""Formulas: reads them, tells whether two are the same, and says how they differ.

Public names are loaded at their first use: importing this package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from viva.judge.kinds.derive.comparison import Comparison, Options, compare
    from viva.judge.kinds.derive.feedback.diagnosis import Rule
    from viva.judge.kinds.derive.notation.reading import read as parse
    from viva.judge.kinds.derive.notation.symbols import Symbols, declare
    from viva.judge.kinds.derive.notation.tree import Tree
    from viva.judge.kinds.derive.notation.unreadable import Unreadable
    from viva.judge.kinds.derive.showing import to_latex, to_python, to_text

_HERE = "viva.judge.kinds.derive"
_HOME = {
    "Comparison": ("comparison", "Comparison"),
    "Options": ("comparison", "Options"),
    "compare": ("comparison", "compare"),
    "Rule": ("feedback.diagnosis", "Rule"),
    "parse": ("notation.reading", "read"),
    "to_latex": ("showing", "to_latex"),
    "to_python": ("showing", "to_python"),
    "to_text": ("showing", "to_text"),
    "Symbols": ("notation.symbols", "Symbols"),
    "declare": ("notation.symbols", "declare"),
    "Tree": ("notation.tree", "Tree"),
    "Unreadable": ("notation.unreadable", "Unreadable"),
}

__all__ = [
    "Comparison",
    "Options",
    "Rule",
    "Symbols",
    "Tree",
    "Unreadable",
    "compare",
    "declare",
    "parse",
    "to_latex",
    "to_python",
    "to_text",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOME[name]
    return getattr(importlib.import_module(f"{_HERE}.{module}"), attribute)
