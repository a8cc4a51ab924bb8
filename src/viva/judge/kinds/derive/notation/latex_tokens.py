"""LaTeX (and plain mathematical text) cut into tokens, with a cursor to read them by."""

from __future__ import annotations

import re
from typing import NamedTuple

from viva.core import Text
from viva.judge.kinds.derive.notation.characters import Normal, normalise
from viva.judge.kinds.derive.notation.tree import MAX_DEPTH
from viva.judge.kinds.derive.notation.unreadable import NO_HINT, Unreadable
from viva.judge.kinds.derive.notation.words import words

_TOKEN = re.compile(
    r"(?P<space>\s+|\\[,;:!> ]|~|\\(?:quad|qquad|thinspace|displaystyle|textstyle|scriptstyle|"
    r"limits|nolimits|nonumber|notag|strut|hfill|mathopen|mathclose|mathrel|mathbin|mathord)"
    r"(?![A-Za-z]))"
    r"|(?P<size>\\(?:left|right|middle|[bB]igg?[lrm]?)(?![A-Za-z])\s*\.?)"
    r"|(?P<command>\\[A-Za-z]+\*?|\\[{}|\[\]()\\])"
    r"|(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)"
    r"|(?P<word>[A-Za-z]+)"
    r"|(?P<relation><=|>=|==|!=)"
    r"|(?P<sign>.)",
    re.DOTALL,
)
_SAME = {
    "\\lbrack": "[",
    "\\rbrack": "]",
    "\\lparen": "(",
    "\\rparen": ")",
    "\\lbrace": "\\{",
    "\\rbrace": "\\}",
    "\\lvert": "|",
    "\\rvert": "|",
    "\\vert": "|",
    "\\mid": "|",
    "\\lVert": "\\|",
    "\\rVert": "\\|",
    "\\Vert": "\\|",
    "\\dfrac": "\\frac",
    "\\tfrac": "\\frac",
    "\\cfrac": "\\frac",
    "\\lt": "<",
    "\\gt": ">",
    "\\leq": "\\le",
    "\\leqslant": "\\le",
    "\\leqq": "\\le",
    "<=": "\\le",
    "\\geq": "\\ge",
    "\\geqslant": "\\ge",
    "\\geqq": "\\ge",
    ">=": "\\ge",
    "\\neq": "\\ne",
    "!=": "\\ne",
    "==": "=",
    "\\equiv": "=",
    "\\coloneqq": "=",
    "\\triangleq": "=",
    "\\wedge": "\\land",
    "\\vee": "\\lor",
    "\\lnot": "\\neg",
    "\\intercal": "\\top",
    "\\ast": "*",
    "\\star": "*",
    "\\bullet": "\\cdot",
    "\\circ": "\\odot",
    "\\hadamard": "\\odot",
    "\\colon": ":",
    "\\widehat": "\\hat",
    "\\overline": "\\bar",
    "\\widetilde": "\\tilde",
    "\\dots": "\\ldots",
    "\\cdots": "\\ldots",
    "\\prime": "'",
    "\\sp": "^",
    "\\sb": "_",
    "\\lg": "\\lg",
}

FONTS = words(
    "\\mathbf \\boldsymbol \\bm \\vec \\mathcal \\mathrm \\mathsf \\mathit \\mathbb \\text "
    "\\textrm \\textbf \\textit \\operatorname \\mathfrak \\mathscr \\rm \\bf \\mbox"
)


class Token(NamedTuple):
    """`start` is the place as typed; `spaced` says whether white space stood before it."""

    kind: str
    text: str
    start: int
    spaced: bool


def tokenise(text: str) -> list[Token]:
    """The tokens of a formula, an `end` token last; spacing and sizing commands are dropped."""
    normal = normalise(text, "latex")
    tokens: list[Token] = []
    spaced = False
    columns = "\\begin" in normal.text
    for found in _TOKEN.finditer(normal.text):
        kind = found.lastgroup or "sign"
        word = found.group()
        start = normal.origin(found.start())
        if kind == "space":
            spaced = True
            continue
        if (
            kind == "size"
            or word in ("$", "\\(", "\\)", "\\[", "\\]")
            or (word == "&" and not columns)
        ):
            continue
        if kind == "command" and word.endswith("*") and word[1:-1] != "":
            word = _starred(word, tokens, start, spaced)
        word = _SAME.get(word, word)
        kind = "sign" if kind in ("relation",) or (len(word) == 1 and kind == "command") else kind
        tokens.append(Token(kind, word, start, spaced))
        spaced = False
    tokens.append(Token("end", "", _end(normal), spaced))
    return tokens


def _starred(word: str, tokens: list[Token], start: int, spaced: bool) -> str:
    """`\\operatorname*` loses its star; after any other command the star is a product's."""
    if word in ("\\operatorname*", "\\text*"):
        return word[:-1]
    tokens.append(Token("command", _SAME.get(word[:-1], word[:-1]), start, spaced))
    return "*"


def _end(normal: Normal) -> int:
    return normal.origin(len(normal.place))


class Cursor:
    """Reads tokens one by one, and fails at the place where it stands."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self._depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def ahead(self, steps: int = 1) -> Token:
        """The token `steps` further on, or the end."""
        return self.tokens[min(self.at + steps, len(self.tokens) - 1)]

    def next(self) -> Token:
        token = self.tokens[self.at]
        if token.kind != "end":
            self.at += 1
        return token

    def accept(self, *texts: str) -> bool:
        """Steps over the next token if it is one of these."""
        if self.token.kind != "end" and self.token.text in texts:
            self.at += 1
            return True
        return False

    def expect(self, text: str, opened: Token | None = None) -> None:
        if self.accept(text):
            return
        if opened is not None and self.token.kind == "end":
            raise self.failure(
                Text(
                    f"the `{opened.text}` opened here is never closed.",
                    f"这里的 `{opened.text}` 没有配对的 `{text}`。",
                ),
                at=opened,
            )
        raise self.failure(
            Text(
                f"`{text}` is expected here, not {quoted(self.token)[0]}.",
                f"这里应当是 `{text}`，而不是{quoted(self.token)[1]}。",
            )
        )

    def failure(self, message: Text, hint: Text = NO_HINT, at: Token | None = None) -> Unreadable:
        """The error to raise, at the present token or at `at`."""
        return Unreadable(message, (at or self.token).start, hint)

    def deeper(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self.failure(
                Text(
                    f"the formula is nested more than {MAX_DEPTH} deep.",
                    f"公式的嵌套超过了 {MAX_DEPTH} 层。",
                )
            )

    def higher(self) -> None:
        self._depth -= 1

    def group_end(self, start: int) -> int:
        """The index just after the group (or single token) that begins at token `start`."""
        if self.tokens[start].text in FONTS and start + 1 < len(self.tokens):
            start += 1
        if self.tokens[start].text != "{":
            return min(start + 1, len(self.tokens) - 1)
        level = 0
        for k in range(start, len(self.tokens)):
            if self.tokens[k].text == "{":
                level += 1
            elif self.tokens[k].text == "}":
                level -= 1
                if level == 0:
                    return k + 1
        raise self.failure(
            Text("this `{` is never closed.", "这个 `{` 没有配对的 `}`。"), at=self.tokens[start]
        )

    def replace_word(self, rest: str) -> None:
        """Leaves `rest` of the present word to be read next."""
        token = self.token
        if rest:
            cut = len(token.text) - len(rest)
            self.tokens[self.at] = Token("word", rest, token.start + cut, False)
        else:
            self.at += 1


def quoted(token: Token) -> tuple[str, str]:
    """A token as a sentence names it, in both languages."""
    if token.kind == "end":
        return "the end of the formula", "公式的结尾"
    return f"`{token.text}`", f" `{token.text}`"
