"""The smallest parts of a formula in LaTeX: numbers, names, brackets, bars, commands."""

from __future__ import annotations

from fractions import Fraction

from viva.core import Text
from viva.judge.kinds.derive.notation.characters import GREEK_NAMES
from viva.judge.kinds.derive.notation.functions import find_function
from viva.judge.kinds.derive.notation.latex_names import ACCENT_COMMANDS
from viva.judge.kinds.derive.notation.latex_operators import OperatorReader
from viva.judge.kinds.derive.notation.latex_tokens import FONTS, Token, quoted
from viva.judge.kinds.derive.notation.names import base_name, join_key, split_word
from viva.judge.kinds.derive.notation.naming import find_word, looks_array
from viva.judge.kinds.derive.notation.symbols import Symbols
from viva.judge.kinds.derive.notation.tree import (
    MAX_DIGITS,
    Binary,
    Call,
    Compare,
    Constant,
    Identity,
    Listing,
    Logic,
    Node,
    Number,
    Ones,
)
from viva.judge.kinds.derive.notation.unreadable import Unreadable
from viva.judge.kinds.derive.notation.words import words

_REFUSED: dict[str, tuple[str, str]] = {
    "\\partial": (
        "a derivative is still to be taken here; give its result.",
        "这里还有导数没有求出来，请写出结果。",
    ),
    "\\nabla": (
        "a gradient is still to be taken here; give its result.",
        "这里还有梯度没有求出来，请写出结果。",
    ),
    "\\int": ("integrals are not read; give the result.", "不读取积分，请写出结果。"),
    "\\lim": ("limits are not read; give the result.", "不读取极限，请写出结果。"),
    "\\ldots": (
        "dots leave open what is meant; write a sum over an index.",
        "省略号含义不明，请用带下标的求和来写。",
    ),
    "\\pm": ("`±` stands for two formulas; give one.", "`±` 表示两个公式，请只写一个。"),
    "\\mp": ("`∓` stands for two formulas; give one.", "`∓` 表示两个公式，请只写一个。"),
    "\\approx": ("an approximation is not judged; give equality.", "不判近似式，请写等式。"),
    "\\lg": (
        "`lg` is base 2 for some and base 10 for others; write \\log_2 or \\log_{10}.",
        "`lg` 有人指以 2 为底，有人指以 10 为底，请写 \\log_2 或 \\log_{10}。",
    ),
}


class AtomReader(OperatorReader):
    """Reads what no operator divides."""

    def __init__(self, tokens: list[Token], symbols: Symbols, seen: frozenset[str]) -> None:
        super().__init__(tokens, symbols, seen)
        self.bars: list[str] = []

    def leftover(self) -> Exception:
        """The error for a token that continues no expression."""
        if self.token.text in _REFUSED:
            return self.refused()
        en, zh = quoted(self.token)
        return self.failure(Text(f"{en} cannot stand here.", f"{zh.strip()} 不能出现在这里。"))

    def refused(self) -> Exception:
        en, zh = _REFUSED[self.token.text]
        return self.failure(Text(en, zh))

    def begins_function(self) -> bool:
        token = self.token
        if token.kind == "word":
            length = self.base_length(token.text)
            piece = token.text[:length]
            return (
                length > 1
                and find_function(piece) is not None
                and find_word(self.symbols, piece) is None
            )
        if token.kind == "command":
            word = token.text[1:]
            if word in FONTS or token.text in FONTS:
                inner = self.plain_text(self.at + 1, self.group_end(self.at + 1))
                return find_function(inner) is not None
            return word not in GREEK_NAMES and find_function(word) is not None
        return False

    def starts_factor(self) -> bool:
        token = self.token
        if token.kind in ("number", "word"):
            return (
                token.text not in ("and", "or") or find_word(self.symbols, token.text) is not None
            )
        if token.kind == "command":
            word = token.text[1:]
            return (
                word in GREEK_NAMES
                or base_name(word) in GREEK_NAMES
                or token.text in FONTS
                or token.text in ACCENT_COMMANDS
                or token.text in _STARTERS
                or find_function(word) is not None
                or (token.text == "\\|" and "\\|" not in self.bars)
            )
        if token.text == "|":
            return not self.bars
        return token.text in ("(", "[", "{")

    def _atom(self) -> Node:
        self.deeper()
        node = self._any_atom()
        self.higher()
        return node

    def _any_atom(self) -> Node:
        token = self.token
        if token.kind == "number":
            return self._number()
        if token.kind == "word":
            return self._word()
        if token.kind == "command":
            return self._command()
        if token.text in ("(", "["):
            return self._parenthesis()
        if token.text == "{":
            self.next()
            if self.accept("}"):
                return self._atom()
            node = self.expression()
            if self.token.text in ("\\over", "\\choose"):
                over = self.next().text == "\\over"
                below = self.expression()
                node = Binary("/", node, below) if over else Call("binomial", (node, below))
            self.expect("}", token)
            return node
        if token.text == "|":
            return self._bar()
        if token.kind == "end":
            raise self.failure(
                Text(
                    "the formula ends where something must follow.",
                    "公式在这里就结束了，后面还缺内容。",
                )
            )
        raise self.leftover()

    def _number(self) -> Node:
        token = self.next()
        digits = sum(c.isdigit() for c in token.text)
        if digits > MAX_DIGITS or abs(_exponent(token.text)) > 40:
            raise self.failure(
                Text("this number is too long or too large.", "这个数太长或太大。"), at=token
            )
        return Number(Fraction(token.text))

    def _parenthesis(self) -> Node:
        opened = self.next()
        bars, self.bars = self.bars, []
        node = self.expression()
        if opened.text == "[" and self.token.text == ",":
            items = [node]
            while self.accept(","):
                items.append(self.expression())
            node = Listing((tuple(items),), flat=True)
        self.expect({"(": ")", "[": "]"}[opened.text], opened)
        self.bars = bars
        if opened.text == "[" and isinstance(node, (Compare, Logic)):
            return Call("indicator", (node,))
        return node

    def _bar(self) -> Node:
        opened = self.next()
        if self.token.text == "|" and not self.token.spaced:
            back, kept, bars = self.at, list(self.tokens), list(self.bars)
            self.next()
            try:
                return self._norm(opened, "||")
            except Unreadable:  # |x| next to |y|, not a norm: read it the other way
                self.at, self.tokens, self.bars = back, kept, bars
        self.bars.append("|")
        node = self.expression()
        self.bars.pop()
        self.expect("|", opened)
        if self.token.text == "_" and looks_array(node, self.symbols):
            return self._ordered(node)
        return Call("abs", (node,))

    def _norm(self, opened: Token, kind: str) -> Node:
        mark = "|" if kind == "||" else "\\|"
        self.bars.append(mark)
        node = self.expression()
        self.bars.pop()
        self.expect(mark, opened)
        if kind == "||":
            self.expect("|", opened)
        return self._ordered(node)

    def _ordered(self, node: Node) -> Node:
        """A norm of `node` with the order and the power that follow it, in either order."""
        order: Node | None = None
        power: Node | None = None
        while True:
            if self.token.text == "_" and order is None:
                start, end = self.script_range()
                text = self.plain_text(start, end)
                if text in ("F", "\\ast", "Fro", "fro", "2"):
                    order = Number(Fraction(2))
                elif text in ("infty", "∞", "inf", "max"):
                    order = Constant("infinity")
                else:
                    order = self._inside(start, end)
            elif self.token.text == "^" and power is None:
                self.next()
                power = self.superscript()
            else:
                break
        two = order is None or order == Number(Fraction(2))
        norm = Call("norm", (node,) if two or order is None else (node, order))
        return norm if power is None else Binary("^", norm, power)

    def _word(self) -> Node:
        token = self.token
        if len(token.text) > 1 and not self.knows(token.text):
            following = self.ahead().text
            if following not in ("_", "^") or find_word(self.symbols, token.text[:1]) is None:
                self._refuse_word(token)
        length = self.base_length(token.text)
        piece = token.text[:length]
        self.replace_word(token.text[length:])
        return self._named(piece, (), token)

    def _refuse_word(self, token: Token) -> None:
        """A run of letters that holds something unknown is named whole, not letter by letter."""
        rest = token.text
        while rest:
            cut = len(rest)
            while (
                cut
                and not self.knows(rest[:cut])
                and not any(k.startswith(rest[:cut] + "_") for k in self.symbols.keys)
            ):
                cut -= 1
            if cut == 0:
                if len(rest) == 1 and (rest in self.seen or self.ahead().text in ("_",)):
                    return
                base, accents, sub = split_word(token.text)
                raise self.unknown(base, accents, sub, token)
            rest = rest[cut:]

    def _named(self, base: str, accents: tuple[str, ...], token: Token) -> Node:
        """A word or letter that has been stepped over."""
        own_base, own_accents, sub = split_word(base)
        declared = find_word(self.symbols, base) if not accents else None
        if declared is None and not accents:
            if self.expectation_named(base):
                return self.expectation(base)
            if base in ("arg", "Arg") and self.token.text in ("max", "min", "\\max", "\\min"):
                found = "arg" + self.next().text.lstrip("\\")
                return self.function(found, token)
            if base not in self.bound:
                function = find_function(base) if len(base) > 1 else None
                if function is None and base == "sigma" and self.token.text in ("(", "'", "[", "^"):
                    function = "sigmoid"
                if function is None and base in ("Phi", "phi") and self.token.text == "(":
                    function = "normal_cdf" if base == "Phi" else "normal_pdf"
                if function == "sum" and self.token.text == "_":
                    return self.big("sum")
                if function == "prod" and self.token.text == "_":
                    return self.big("prod")
                if function is not None:
                    return self.function(function, token)
            if base in ("Sigma", "Pi") and self.token.text in ("_", "^"):
                return self.big("sum" if base == "Sigma" else "prod")
            if base == "I" and self.token.text in ("[", "(", "\\{"):
                held = self.indicator()
                if held is not None:
                    return held
        numbered = self._number_suffix(own_base, own_accents, sub)
        return self.name(own_base, (*own_accents, *accents), token, numbered)

    def _number_suffix(self, base: str, accents: tuple[str, ...], sub: str) -> str:
        """`x1`: digits right after a letter, where a symbol has that name."""
        token = self.token
        if sub or token.kind != "number" or token.spaced or not token.text.isdigit():
            return sub
        if join_key(base, accents, token.text) in self.symbols.keys:
            self.next()
            return token.text
        return sub

    def _command(self) -> Node:
        token = self.token
        text = token.text
        if text in _REFUSED and find_word(self.symbols, text[1:]) is None:
            raise self.refused()
        if text == "\\|":
            self.next()
            return self._norm(token, "\\|")
        if text in FONTS:
            return self._in_font()
        if text in ACCENT_COMMANDS:
            return self._accented()
        self.next()
        match text:
            case "\\frac":
                above = self._argument()
                return Binary("/", above, self._argument())
            case "\\binom" | "\\dbinom" | "\\tbinom":
                above = self._argument()
                return Call("binomial", (above, self._argument()))
            case "\\sqrt":
                return self._root()
            case "\\sum":
                return self.big("sum")
            case "\\prod":
                return self.big("prod")
            case "\\arg":
                word = self.next().text.lstrip("\\")
                if word not in ("max", "min"):
                    raise self.failure(
                        Text("`\\arg` needs \\max or \\min.", "`\\arg` 后应为 \\max 或 \\min。"),
                        at=token,
                    )
                return self.function("arg" + word, token)
            case "\\lfloor" | "\\lceil":
                floor = text == "\\lfloor"
                inner = self.expression()
                self.expect("\\rfloor" if floor else "\\rceil", token)
                return Call("floor" if floor else "ceil", (inner,))
            case "\\langle":
                left = self.expression()
                if not self.accept(","):
                    self.expect("|")
                right = self.expression()
                self.expect("\\rangle", token)
                return Call("inner", (left, right))
            case "\\{":
                node = self.expression()
                self.expect("\\}", token)
                indicator = isinstance(node, (Compare, Logic))
                return Call("indicator", (node,)) if indicator else node
            case "\\infty":
                return Constant("infinity")
            case "\\begin":
                return self._environment(token)
            case _:
                pass
        word = base_name(text[1:])
        if word in GREEK_NAMES or word == "l":
            if word == "pi" and find_word(self.symbols, "pi") is None:
                return Constant("pi")
            return self._named(word, (), token)
        function = find_function(text[1:])
        if function is not None:
            return self.function(function, token)
        raise self.failure(Text(f"`{text}` is not read here.", f"这里不读取 `{text}`。"), at=token)

    def _argument(self) -> Node:
        """What `\\frac` and `\\sqrt` take: a group, or a single digit or letter."""
        token = self.token
        if token.text == "{":
            self.next()
            node = self.expression()
            self.expect("}", token)
            return node
        if len(token.text) > 1 and (token.kind == "word" or token.text.isdigit()):
            first, rest = token.text[0], token.text[1:]
            self.tokens[self.at : self.at + 1] = [
                token._replace(text=first),
                Token(token.kind, rest, token.start + 1, False),
            ]
        return self._atom()

    def _root(self) -> Node:
        degree: Node | None = None
        if self.token.text == "[":
            opened = self.next()
            degree = self.expression()
            self.expect("]", opened)
        if self.token.kind in ("number", "word"):
            inner = self.superscript()
        else:
            inner = self._argument()
        if degree is None:
            return Call("sqrt", (inner,))
        return Binary("^", inner, Binary("/", Number(Fraction(1)), degree))

    def _in_font(self) -> Node:
        font = self.next()
        start = self.at
        if self.token.kind == "end":
            raise self.failure(
                Text(f"nothing follows `{font.text}`.", f"`{font.text}` 后面没有内容。"), at=font
            )
        end = self.group_end(start)
        inside = [t for t in self.tokens[start:end] if t.text not in ("{", "}")]
        if not inside:
            self.at = end
            return self._atom()
        word = self.plain_text(start, end)
        if word == "1":
            self.at = end
            held = self.indicator()
            return held if held is not None else self.ones()
        if word == "0":
            self.at = end
            return Ones(value=0)
        if inside[0].text in ACCENT_COMMANDS or "_" in word or "^" in word or not word.isalnum():
            # \mathbf{\hat{w}_i}: the font says nothing, its content is read as it is
            inner = self.tokens[start + 1 : end - 1] if self.token.text == "{" else inside
            self.tokens[start:end] = inner
            return self.factor()
        if font.text == "\\mathbb" and word in ("I", "1"):
            self.at = end
            held = self.indicator()
            return held if held is not None else Identity()
        if self.tokens[end - 1].kind == "word" and end == start + 1 and len(word) > 1:
            # a font without braces takes one letter
            self.replace_word(word[1:])
            return self._named(word[0], (), font)
        self.at = end
        if len(word) > 1 and not self.knows(word) and find_function(word) is None:
            base, accents, sub = split_word(word)
            return self.name(base, accents, inside[0], sub)
        if find_word(self.symbols, word) is None and find_function(word) is None and len(word) > 1:
            following = Token("word", word, inside[0].start, False)
            if word not in ("arg", "Var", "Cov", "Std", "SD") and not self.expectation_named(word):
                self.tokens.insert(self.at, following)
                return self.factor()
        return self._named(word, (), inside[0])

    def _accented(self) -> Node:
        accents: list[str] = []
        token = self.token
        closing = 0
        while self.token.text in ACCENT_COMMANDS or self.token.text in FONTS:
            command = self.next().text
            if command in ACCENT_COMMANDS:
                accents.append(ACCENT_COMMANDS[command])
            if self.accept("{"):
                closing += 1
        inner = self.token
        if inner.kind == "word":
            length = self.base_length(inner.text) if closing else 1
            base = inner.text[:length]
            self.replace_word(inner.text[length:])
        elif inner.kind == "command" and base_name(inner.text[1:]) in GREEK_NAMES:
            base = base_name(inner.text[1:])
            self.next()
        else:
            raise self.failure(Text("an accent stands on a letter.", "重音符应加在字母上。"))
        sub = ""
        if closing and self.token.text == "_":
            start, end = self.script_range()
            sub = self.plain_text(start, end)
            if join_key(base, tuple(accents), sub) not in self.symbols.keys:
                inside = self.tokens[start:end]
                for _ in range(closing):
                    self.expect("}", token)
                self.tokens[self.at : self.at] = [
                    Token("sign", "_", inner.start, False),
                    Token("sign", "{", inner.start, False),
                    *inside,
                    Token("sign", "}", inner.start, False),
                ]
                return self.name(base, tuple(accents), inner)
        for _ in range(closing):
            self.expect("}", token)
        return self.name(base, tuple(accents), inner, sub)

    def _environment(self, opened: Token) -> Node:
        start = self.at
        self.at = self.group_end(start)
        name = self.plain_text(start, self.at)
        if name in ("cases", "dcases", "rcases"):
            return self.cases(opened)
        if name.endswith("matrix") or name == "array":
            if name == "array" and self.token.text == "{":
                self.at = self.group_end(self.at)
            rows = tuple(tuple(self._inside(*cell) for cell in row) for row in self.rows(opened))
            if not rows or len({len(row) for row in rows}) != 1:
                raise self.failure(
                    Text("the rows differ in length.", "各行的长度不一致。"), at=opened
                )
            return Listing(rows)
        raise self.failure(
            Text(f"the environment `{name}` is not read.", f"不读取 `{name}` 环境。"), at=opened
        )


_STARTERS = words(
    "\\frac \\binom \\dbinom \\tbinom \\sqrt \\sum \\prod \\arg \\lfloor \\lceil \\langle \\{ "
    "\\infty \\begin"
)


def _exponent(text: str) -> int:
    """The power of ten of a number's first digit, near enough to refuse what is absurd."""
    mantissa, _, power = text.lower().partition("e")
    if len(power) > 5:
        return 10**6
    return len(mantissa.split(".")[0]) + int(power or 0)
