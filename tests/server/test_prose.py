"""Nobody's Markdown can put script, another host or a fake element into a page."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from viva.server.prose import inline_html, prose_html

TAGS = {
    "p", "span", "div", "code", "pre", "em", "strong", "a", "ul", "ol", "li", "table", "thead",
    "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "br", "blockquote",
}  # fmt: skip
ATTRIBUTES = {"class", "href", "rel", "target", "style", "start", "title"}

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>@import 'http://evil.example'</style>",
    "<base href=http://evil.example>",
    "<meta http-equiv=refresh content='0;url=http://evil.example'>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/enter?token=1)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![x](http://evil.example/pixel.png)",
    "![<img src=x onerror=alert(1)>](x)",
    '![x](x "onerror=alert(1)")',
    '[x](https://ok.example "\\" onmouseover=\\"alert(1)")',
    '[x](https://ok.example/"onclick=alert(1)//)',
    "$<img src=x onerror=alert(1)>$",
    "$$\n</div><script>alert(1)</script>\n$$",
    "t $$</span><script>alert(1)</script>$$",
    "`<script>alert(1)</script>`",
    "```\n</code></pre><script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    "```html onload=alert(1)\nx\n```",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "# <script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<x\nonclick=alert(1)>",
    "<https://ok.example/<script>alert(1)</script>>",
]


class Elements(HTMLParser):
    """What a browser would make of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("render", [prose_html, inline_html])
def test_a_payload_becomes_text(payload: str, render: object) -> None:
    assert callable(render)
    for text in (payload, f"before {payload} after", f"- {payload}", f"> {payload}"):
        html = render(text)
        for tag, attributes in Elements(html).found:
            assert tag in TAGS, html
            assert set(attributes) <= ATTRIBUTES, html
            if "href" in attributes:
                assert str(attributes["href"]).startswith(("https://", "http://", "mailto:"))
                assert "noopener" in str(attributes["rel"])
            if "style" in attributes:
                assert attributes["style"] in ("text-align:left", "text-align:right",
                                               "text-align:center")  # fmt: skip


def test_the_parser_of_this_test_sees_a_script() -> None:
    assert ("script", {}) in Elements("<p><script>x</script>").found


def test_formulas_keep_their_tex() -> None:
    assert prose_html("$a<b$") == '<p><span class="math inline">a&lt;b</span></p>\n'
    assert prose_html("$$\na \\\\ b\n$$") == '<div class="math block">a \\\\ b</div>\n'
    assert "$5" in prose_html("from $5 to $6")


def test_a_formula_in_a_paragraph_stays_within_it() -> None:
    assert prose_html("t $$x$$ u") == '<p>t <span class="math block">x</span> u</p>\n'


def test_code_names_its_language() -> None:
    assert prose_html("```python\nx\n```") == (
        '<pre><code class="language-python">x\n</code></pre>\n'
    )


def test_links_go_out_in_a_tab_of_their_own() -> None:
    assert inline_html("[a](https://doi.org/1)") == (
        '<a href="https://doi.org/1" rel="noopener noreferrer" target="_blank">a</a>'
    )


def test_an_image_is_its_words() -> None:
    assert inline_html("![a cat](https://ok.example/cat.png)") == "a cat"
