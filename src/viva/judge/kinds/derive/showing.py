"""How a formula was read, written out: products as what they are, sums with their reach."""

from __future__ import annotations

from viva.judge.kinds.derive.meaning.elaborate import ranks
from viva.judge.kinds.derive.notation import render
from viva.judge.kinds.derive.notation.render_python import NoPython, PythonWriter
from viva.judge.kinds.derive.notation.symbols import Symbols
from viva.judge.kinds.derive.notation.tree import Tree


def to_latex(tree: Tree, symbols: Symbols) -> str:
    """The formula in LaTeX (KaTeX's subset)."""
    return render.to_latex(tree, ranks(tree, symbols))


def to_text(tree: Tree, symbols: Symbols) -> str:
    """The formula in plain Unicode, for a terminal."""
    return render.to_text(tree, ranks(tree, symbols))


def to_python(tree: Tree, symbols: Symbols) -> str | None:
    """The formula in Python notation, or None where that has no word for a part of it."""
    try:
        return PythonWriter(symbols, tree.notation, ranks(tree, symbols)).whole(tree)
    except NoPython:
        return None
