"""Puts words on the screen: never wider than is good to read, nothing in them obeyed."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, ClassVar

from viva.cli.face import Face
from viva.core import Text

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.markdown import Markdown

# A terminal wider than this is not used to the full: long lines tire the eye.
WIDTH = 100

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def harmless(text: str) -> str:
    """Text from outside without the control characters that a terminal would obey."""
    return _CONTROLS.sub("\ufffd", text.replace("\r\n", "\n"))


def put(face: Face, what: RenderableType, *, indent: int = 0) -> None:
    """Prints something."""
    from rich.padding import Padding

    width = min(face.console.width, WIDTH)
    face.console.print(Padding(what, (0, 0, 0, indent)) if indent else what, width=width)


def line(face: Face, text: str, style: str = "", *, indent: int = 0) -> None:
    """Prints words exactly as they are: no markup is read in them."""
    from rich.text import Text as Words

    from viva.cli.wrapping import Wrapped

    put(face, Wrapped(Words(text, style=style)), indent=indent)


def unbroken(face: Face, text: str, style: str = "") -> None:
    """Prints a line that must stay whole to be copied, such as a path."""
    from rich.text import Text as Words

    face.console.print(Words(text, style=style), soft_wrap=True)


def gap(face: Face) -> None:
    """An empty line."""
    face.console.print()


def rule(face: Face, title: str, style: str = "dim") -> None:
    """A line across, with a title."""
    from rich.rule import Rule
    from rich.text import Text as Words

    put(face, Rule(Words(title, style="bold"), style=style, align="left"))


@functools.cache
def _markdown() -> type[Markdown]:
    """Rich's Markdown without its boxes: code and headings stand plainly at the left."""
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.markdown import CodeBlock, Heading, Markdown, Paragraph
    from rich.padding import Padding
    from rich.syntax import Syntax
    from rich.text import Text as Words

    from viva.cli.wrapping import Wrapped

    class PlainCode(CodeBlock):
        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            code = str(self.text).rstrip()
            if self.lexer_name == "text":
                yield Padding(Words(code, style="bold"), (0, 0, 0, 4))
            else:
                syntax = Syntax(
                    code,
                    self.lexer_name,
                    theme=self.theme,
                    word_wrap=True,
                    background_color="default",
                )
                yield Padding(syntax, (0, 0, 0, 4))

    class PlainHeading(Heading):
        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            self.text.justify = "left"
            self.text.stylize("bold")
            yield Wrapped(self.text)

    class PlainParagraph(Paragraph):
        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            yield Wrapped(self.text)

    class Plain(Markdown):
        elements: ClassVar = {
            **Markdown.elements,
            "fence": PlainCode,
            "code_block": PlainCode,
            "heading_open": PlainHeading,
            "paragraph_open": PlainParagraph,
        }

    return Plain


def prose(face: Face, text: Text, *, indent: int = 0) -> None:
    """Prints Markdown, its formulas made readable."""
    from viva.cli.terminal import readable

    words = harmless(readable(face.say(text)))
    put(face, _markdown()(words, code_theme="ansi_dark"), indent=indent)


def show_code(face: Face, source: str) -> None:
    """Python, in the terminal's own colours."""
    from rich.syntax import Syntax

    syntax = Syntax(
        harmless(source).rstrip("\n"),
        "python",
        theme="ansi_dark",
        word_wrap=True,
        background_color="default",
    )
    put(face, syntax, indent=2)
