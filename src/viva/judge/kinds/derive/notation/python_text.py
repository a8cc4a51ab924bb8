"""Plain text brought to Python's syntax, before `ast` sees it.

`2x(1-x)²` becomes `2%x%(1-x)**(2)`: a `%` marks a product that was only implied (the remainder
itself is not read), and every character remembers where it was typed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from viva.core import Text
from viva.judge.kinds.derive.notation.characters import GREEK_NAMES, Normal, normalise
from viva.judge.kinds.derive.notation.functions import find_function
from viva.judge.kinds.derive.notation.names import split_word
from viva.judge.kinds.derive.notation.naming import array_for, find_word, is_array
from viva.judge.kinds.derive.notation.symbols import Symbols
from viva.judge.kinds.derive.notation.tree import MAX_DEPTH, MAX_DIGITS
from viva.judge.kinds.derive.notation.unreadable import NO_HINT, Unreadable
from viva.judge.kinds.derive.notation.words import words

_PIECE = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)"
    r"|(?P<word>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<string>'[a-z]{1,4}'|\"[a-z]{1,4}\")"
    r"|(?P<sign>\*\*|//|<=|>=|==|!=|\|\||.)",
    re.DOTALL,
)
KEYWORDS = frozenset(["if", "else", "for", "in", "and", "or", "not"])
MODULES = words("np numpy torch math jnp jax scipy special linalg F nn functional tf sp statistics")
BIG_WORDS = frozenset(["E", "Var", "Cov", "Std"])
_MISSPELT = {"**": "^", "==": "="}
_BRACKETS = {"(": ")", "[": "]"}


class Piece(NamedTuple):
    kind: str
    text: str
    start: int
    spaced: bool


def pieces(text: str) -> tuple[list[Piece], int]:
    """The pieces of a text, and where it ends."""
    normal = normalise(text, "python")
    out: list[Piece] = []
    spaced = False
    for found in _PIECE.finditer(normal.text):
        kind = found.lastgroup or "sign"
        if kind == "space":
            spaced = True
            continue
        out.append(Piece(kind, found.group(), normal.origin(found.start()), spaced))
        spaced = False
    return out, normal.origin(len(normal.place))


def split_sides(parts: list[Piece]) -> list[list[Piece]]:
    """The pieces between the top-level equals signs."""
    sides: list[list[Piece]] = [[]]
    level = 0
    for part in parts:
        if part.text in _BRACKETS:
            level += 1
        elif part.text in (")", "]"):
            level -= 1
        if part.text == "=" and level == 0:
            sides.append([])
        else:
            sides[-1].append(part)
    return sides


class Rewriter:
    """Writes the pieces of one side as Python's syntax has it."""

    def __init__(self, parts: list[Piece], end: int, symbols: Symbols) -> None:
        self.parts = parts
        self.end = end
        self.symbols = symbols
        self.out: list[str] = []
        self.place: list[int] = []
        self.brackets: list[Piece] = []
        self.bars: list[tuple[str, int]] = []
        self.slash: dict[int, Piece] = {}
        self.local = self._loop_names()

    def _loop_names(self) -> frozenset[str]:
        names: set[str] = set()
        reading = False
        for part in self.parts:
            if part.text == "for":
                reading = True
            elif part.text == "in":
                reading = False
            elif reading and part.kind == "word":
                names.add(part.text)
        return frozenset(names)

    def put(self, text: str, at: int) -> None:
        self.out.append(text)
        self.place.extend([at] * len(text))

    def fail(self, message: Text, at: int, hint: Text = NO_HINT) -> Unreadable:
        return Unreadable(message, at, hint)

    def rewritten(self) -> Normal:
        """The text for `ast`, with the place of every character."""
        before: Piece | None = None
        k = 0
        while k < len(self.parts):
            part = self.parts[k]
            after = self.parts[k + 1] if k + 1 < len(self.parts) else None
            if part.kind == "word" and part.text in KEYWORDS:
                self.put(f" {part.text} ", part.start)
                before = None
                self.slash.pop(self.level, None)
                k += 1
                continue
            if self._closes_bar(part, before):
                k = self._close_bar(k)
                before = Piece("sign", ")", part.start, False)
                continue
            if before is not None and self._is_factor(part, before, k):
                self._imply(part, before, after)
            k, before = self._write(k, part, after, before)
        if self.brackets:
            opened = self.brackets[-1]
            raise self.fail(
                Text(
                    f"the `{opened.text}` opened here is never closed.",
                    f"这里的 `{opened.text}` 没有闭合。",
                ),
                opened.start,
            )
        if self.bars:
            raise self.fail(
                Text("the bar opened here is never closed.", "这里的竖线没有配对。"),
                self.bars[-1][1],
            )
        return Normal("".join(self.out), self.place)

    @property
    def level(self) -> int:
        return len(self.brackets) + len(self.bars)

    # ------------------------------------------------------------------ implied products

    def _is_factor(self, part: Piece, before: Piece, k: int) -> bool:
        """Whether `part` begins a factor right after the factor that `before` ends."""
        ends = before.kind in ("number", "word") or before.text in (")", "]", "T")
        if not ends:
            return False
        if part.kind == "word":
            return before.text != "."
        if part.kind == "number":
            return before.text == ")" and part.spaced
        if part.text == "(":
            return (
                before.kind == "number" or before.text in (")", "]") or self._multiplies(before, k)
            )
        if part.text in ("√", "⌊", "⌈", "‖"):
            return True
        if part.text == "||":
            return self._bars_follow(k)
        return part.text == "|" and self._bars_follow(k)

    def _multiplies(self, before: Piece, k: int) -> bool:
        """Whether `p(` is p times a bracket: a declared name that takes no argument."""
        if k >= 2 and self.parts[k - 2].text == ".":
            return False
        found = find_word(self.symbols, before.text)
        if found is None:
            return self._splits(before.text)
        if found.role == "function":
            return False
        inside = self.parts[k + 1 : k + 3]
        single = len(inside) == 2 and inside[0].kind == "word" and inside[1].text == ")"
        if is_array(self.symbols, found) and len(found.shape) == 1 and single:
            return find_word(self.symbols, inside[0].text) is not None
        if is_array(self.symbols, found) and len(found.shape) == 2:
            return not self._has_comma(k)
        return True

    def _splits(self, word: str) -> bool:
        return len(self._cut(word)) > 1 and find_word(self.symbols, self._cut(word)[-1]) is not None

    def _has_comma(self, opening: int) -> bool:
        level = 0
        for part in self.parts[opening:]:
            level += part.text in _BRACKETS
            level -= part.text in (")", "]")
            if level == 0:
                return False
            if level == 1 and part.text == ",":
                return True
        return False

    def _imply(self, part: Piece, before: Piece, after: Piece | None) -> None:
        slash = self.slash.get(self.level)
        if slash is not None and not part.spaced:
            function = (
                part.kind == "word"
                and find_function(part.text) is not None
                and find_word(self.symbols, part.text) is None
            )
            clear = (
                before.text in (")", "]")
                or function
                or (part.kind == "sign" and before.kind == "number")
                or part.text in ("√", "‖", "||", "|")
            )
            if not clear:
                raise self.fail(
                    Text(
                        "what follows a fraction with `/` may belong above or below it.",
                        "`/` 后面的因子可能在分子，也可能在分母。",
                    ),
                    slash.start,
                    Text("Add brackets.", "请加括号。"),
                )
        self.slash.pop(self.level, None)
        self.put("%", part.start)

    # ------------------------------------------------------------------ one piece

    def _write(
        self, k: int, part: Piece, after: Piece | None, before: Piece | None
    ) -> tuple[int, Piece | None]:
        """Writes piece k; gives the next k, and what now stands before it."""
        text = part.text
        if part.kind == "number":
            return k + 1, self._number(part)
        if part.kind == "word":
            return self._word(k, part, after, before)
        if part.kind == "string":
            self.put(text, part.start)
            return k + 1, part
        if text in _BRACKETS:
            self.brackets.append(part)
            if len(self.brackets) > MAX_DEPTH:
                raise self.fail(
                    Text(
                        f"the formula is nested more than {MAX_DEPTH} deep.",
                        f"公式的嵌套超过了 {MAX_DEPTH} 层。",
                    ),
                    part.start,
                )
            self.put(text, part.start)
            return k + 1, None
        if text in (")", "]"):
            if not self.brackets or _BRACKETS[self.brackets[-1].text] != text:
                raise self.fail(
                    Text(f"this `{text}` closes nothing.", f"这个 `{text}` 没有配对的开括号。"),
                    part.start,
                )
            self.slash.pop(self.level, None)
            self.brackets.pop()
            self.put(text, part.start)
            return k + 1, part
        if text in ("|", "||", "‖") and (
            before is None or before.kind == "op" or self._bars_follow(k)
        ):
            return self._open_bar(k, part)
        if text == "√":
            return self._root(k, part)
        if text in ("⌊", "⌈"):
            self.put("floor(" if text == "⌊" else "ceil(", part.start)
            self.bars.append((text, part.start))
            return k + 1, None
        if text == "'" and before is not None:
            return k + 1, self._prime(part, before)
        if text == "⊤":
            raise self.fail(Text("write `.T`.", "请写 `.T`。"), part.start)
        return self._operator(k, part, after)

    def _operator(self, k: int, part: Piece, after: Piece | None) -> tuple[int, Piece | None]:
        text = part.text
        if text == "%":
            raise self.fail(
                Text("the remainder `%` is not read.", "不读取取余运算 `%`。"), part.start
            )
        if text == "^" or text == "**":
            if after is not None and after.text in ("T", "⊤") and self._is_transpose(k):
                self.put(".T", part.start)
                return k + 2, after
            self.put("**", part.start)
        elif text == ".":
            self.put(".", part.start)
            return k + 1, Piece("dot", ".", part.start, False)
        elif text == "=" and self.brackets and self.brackets[-1].text == "[":
            self.put("==", part.start)
        elif text in ("=", ",", ":", "+", "-", "*", "/", "@", "<", ">", "~", "&", "|") or (
            text in ("//", "<=", ">=", "==", "!=")
        ):
            self.put(text, part.start)
        else:
            raise self.fail(
                Text(
                    f"`{text}` is not part of Python notation.",
                    f"`{text}` 不是 Python 记法里的符号。",
                ),
                part.start,
            )
        if text == "/":
            self.slash[self.level] = part
        elif text not in ("^", "**"):
            self.slash.pop(self.level, None)
        return k + 1, Piece("op", text, part.start, part.spaced)

    def _is_transpose(self, k: int) -> bool:
        return self.parts[k + 1].text == "⊤" or self.symbols.find("T") is None

    def _number(self, part: Piece) -> Piece:
        digits = sum(c.isdigit() for c in part.text)
        _, _, power = part.text.lower().partition("e")
        if digits > MAX_DIGITS or len(power.lstrip("+-")) > 2 or (power and abs(int(power)) > 40):
            raise self.fail(
                Text("this number is too long or too large.", "这个数太长或太大。"), part.start
            )
        # Python refuses 007; a leading zero changes nothing
        text = part.text.lstrip("0") or "0"
        if text[0] in ".eE":
            text = f"0{text}"
        self.put(text, part.start)
        return part

    def _prime(self, part: Piece, before: Piece) -> Piece:
        if before.kind != "word":
            raise self.fail(
                Text("a prime says nothing here.", "这里的撇号没有意义。"),
                part.start,
                Text("Write `.T` for a transpose.", "转置请写 `.T`。"),
            )
        self.put("_prime", part.start)
        return Piece("word", before.text + "_prime", before.start, False)

    def _root(self, k: int, part: Piece) -> tuple[int, Piece | None]:
        self.put("sqrt", part.start)
        after = self.parts[k + 1] if k + 1 < len(self.parts) else None
        if after is None:
            raise self.fail(Text("nothing follows `√`.", "`√` 后面没有内容。"), part.start)
        if after.text == "(":
            return k + 1, Piece("op", "√", part.start, False)
        if after.kind not in ("number", "word"):
            raise self.fail(Text("write `√(…)`.", "请写成 `√(…)`。"), part.start)
        self.put("(", part.start)
        if after.kind == "number":
            self._number(after)
        else:
            self.put(self._safe(after.text), after.start)
        self.put(")", after.start)
        return k + 2, Piece("sign", ")", after.start, False)

    # ------------------------------------------------------------------ bars

    def _closes_bar(self, part: Piece, before: Piece | None) -> bool:
        if not self.bars or before is None or before.kind == "op":
            return False
        opened, _ = self.bars[-1]
        return (opened, part.text) in (
            ("|", "|"),
            ("||", "||"),
            ("‖", "‖"),
            ("⌊", "⌋"),
            ("⌈", "⌉"),
        )

    def _close_bar(self, k: int) -> int:
        part = self.parts[k]
        self.slash.pop(self.level, None)
        opened, _ = self.bars.pop()
        after = self.parts[k + 1] if k + 1 < len(self.parts) else None
        if opened in ("||", "‖") and after is not None and after.text.startswith("_"):
            order = after.text.strip("_")
            if order not in ("2", "F"):
                self.put("," + {"infty": "inf"}.get(order, order), after.start)
            k += 1
        self.put(")", part.start)
        return k + 1

    def _bars_follow(self, k: int) -> bool:
        """Whether the same bar comes again further on at this depth: then this one opens."""
        if self.bars and self.bars[-1][0] == self.parts[k].text:
            return False
        level = 0
        for part in self.parts[k + 1 :]:
            level += part.text in _BRACKETS
            level -= part.text in (")", "]")
            if level < 0:
                return False
            if level == 0 and part.text == self.parts[k].text:
                return True
        return False

    def _open_bar(self, k: int, part: Piece) -> tuple[int, Piece | None]:
        self.put("abs(" if part.text == "|" else "norm(", part.start)
        self.bars.append((part.text, part.start))
        if len(self.bars) > MAX_DEPTH:
            raise self.fail(Text("too many bars.", "竖线太多。"), part.start)
        return k + 1, None

    # ------------------------------------------------------------------ words

    def _word(
        self, k: int, part: Piece, after: Piece | None, before: Piece | None
    ) -> tuple[int, Piece | None]:
        word = part.text
        named = after is not None and after.text == "=" and bool(self.brackets)
        if (before is not None and before.kind == "dot") or named:
            self.put(word, part.start)
            return k + 1, part
        if word.endswith("_") and word.rstrip("_") and find_word(self.symbols, word) is not None:
            word = word.rstrip("_")
        cut = self._cut(word)
        for j, piece in enumerate(cut):
            if j:
                self.put("%", part.start)
            self.put(self._safe(piece), part.start)
        return k + 1, Piece("word", cut[-1], part.start, False)

    def _safe(self, word: str) -> str:
        """`lambda` is a word of Python's own."""
        return f"{word}_" if word in ("lambda", "is", "as", "from", "def") else word

    def _known(self, word: str) -> bool:
        if word in self.local or find_word(self.symbols, word) is not None:
            return True
        base, accents, sub = split_word(word)
        if sub and array_for(self.symbols, base, accents) is not None:
            return True
        return (
            word in MODULES
            or word in BIG_WORDS
            or word in ("pi", "e", "inf", "I", "eye", "range", "zip", "enumerate", "True", "False")
            or (base in ("delta", "kronecker", "I") and bool(sub))
            or find_function(word) is not None
            or base == "sigma"
        )

    def _cut(self, word: str) -> list[str]:
        """A run of letters as the names in it: `wx` is w times x where both are declared."""
        if len(word) == 1 or self._known(word):
            return [word]
        cut: list[str] = []
        rest = word
        while rest:
            for length in range(len(rest), 0, -1):
                piece = rest[:length]
                found = find_word(self.symbols, piece)
                if found is not None and (length > 1 or piece.isalpha()):
                    break
                if length == len(rest) and cut and self._known(piece):
                    break
                if piece in GREEK_NAMES and found is not None:
                    break
            else:
                return [word]
            cut.append(piece)
            rest = rest[length:]
        return cut
