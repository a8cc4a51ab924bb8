"""A tree written out again, so that the learner sees how it was read."""

from __future__ import annotations

from viva.judge.kinds.derive.notation.render_latex import LatexWriter
from viva.judge.kinds.derive.notation.render_text import TextWriter
from viva.judge.kinds.derive.notation.symbols import Symbols
from viva.judge.kinds.derive.notation.tree import Node, Tree


def to_latex(tree: Tree | Node, symbols: Symbols | None = None) -> str:
    """The formula in LaTeX (KaTeX's subset)."""
    return LatexWriter(symbols).whole(tree)


def to_text(tree: Tree | Node, symbols: Symbols | None = None) -> str:
    """The formula in plain Unicode, for a terminal."""
    return TextWriter(symbols).whole(tree)
