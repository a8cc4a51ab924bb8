"""Markdown to HTML that is safe to put into a page, whoever wrote the Markdown.

Raw HTML is never passed on, links go only to http, https and mailto, and images are dropped: a
bank has none, and one from elsewhere would tell a stranger who practises. Formulas are left as
their TeX, in elements that the page typesets.
"""

from __future__ import annotations

import functools
import html
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

SCHEMES = frozenset(("http", "https", "mailto"))


def _safe_address(url: str) -> bool:
    # Browsers drop these characters before they read the scheme.
    bare = "".join(c for c in url if c > " " and c != "\x7f")
    return urlsplit(bare).scheme.lower() in SCHEMES


def _math_inline(
    self: RendererHTML, tokens: Sequence[Token], n: int, options: OptionsDict, env: EnvType
) -> str:
    return f'<span class="math inline">{html.escape(tokens[n].content)}</span>'


def _math_double(
    self: RendererHTML, tokens: Sequence[Token], n: int, options: OptionsDict, env: EnvType
) -> str:
    # Within a paragraph, where a div may not stand.
    return f'<span class="math block">{html.escape(tokens[n].content.strip())}</span>'


def _math_block(
    self: RendererHTML, tokens: Sequence[Token], n: int, options: OptionsDict, env: EnvType
) -> str:
    return f'<div class="math block">{html.escape(tokens[n].content.strip())}</div>\n'


def _link_open(
    self: RendererHTML, tokens: Sequence[Token], n: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[n]
    token.attrs = {
        "href": str(token.attrs.get("href", "")),
        "rel": "noopener noreferrer",
        "target": "_blank",
    }
    return self.renderToken(tokens, n, options, env)


def _image(
    self: RendererHTML, tokens: Sequence[Token], n: int, options: OptionsDict, env: EnvType
) -> str:
    return html.escape(tokens[n].content)


def _fence(
    self: RendererHTML, tokens: Sequence[Token], n: int, options: OptionsDict, env: EnvType
) -> str:
    language = tokens[n].info.strip().partition(" ")[0]
    known = language.isascii() and language.isalnum()
    named = f' class="language-{language.lower()}"' if known else ""
    return f"<pre><code{named}>{html.escape(tokens[n].content)}</code></pre>\n"


_RULES = {
    "link_open": _link_open,
    "image": _image,
    "fence": _fence,
    "math_inline": _math_inline,
    "math_inline_double": _math_double,
    "math_block": _math_block,
}


@functools.cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.validateLink = _safe_address
    markdown.use(dollarmath_plugin, allow_digits=False, allow_labels=False, double_inline=True)
    for rule, render in _RULES.items():
        markdown.add_render_rule(rule, render)
    return markdown


def prose_html(text: str) -> str:
    """A whole text as blocks."""
    return _markdown().render(text)


def inline_html(text: str) -> str:
    """A sentence as what stands within a block; line breaks stay."""
    return _markdown().renderInline(text)
