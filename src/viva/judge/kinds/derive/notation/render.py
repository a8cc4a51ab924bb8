"""A tree written out again, so that the learner sees how it was read."""

from __future__ import annotations

import unicodedata

from viva.judge.kinds.derive.notation.render_latex import LatexWriter
from viva.judge.kinds.derive.notation.render_text import TextWriter
from viva.judge.kinds.derive.notation.tree import Node, Tree
from viva.judge.kinds.derive.notation.writing import Rank


def to_latex(tree: Tree | Node, rank: Rank | None = None) -> str:
    """The formula in LaTeX (KaTeX's subset); `rank` gives the number of axes of a part."""
    return LatexWriter(rank).whole(tree)


def to_text(tree: Tree | Node, rank: Rank | None = None) -> str:
    """The formula in plain Unicode, for a terminal."""
    return unicodedata.normalize("NFC", TextWriter(rank).whole(tree))
