"""Names in LaTeX: letters with accents, subscripts and layers, and the indices they carry."""

from __future__ import annotations

from abc import abstractmethod
from fractions import Fraction

from viva.core import Text
from viva.judge.kinds.derive.notation.characters import GREEK_NAMES
from viva.judge.kinds.derive.notation.functions import find_function
from viva.judge.kinds.derive.notation.latex_tokens import FONTS, Cursor, Token
from viva.judge.kinds.derive.notation.names import base_name, join_key, split_word
from viva.judge.kinds.derive.notation.naming import array_for, is_array, rank, unknown
from viva.judge.kinds.derive.notation.symbols import Declared, Symbols
from viva.judge.kinds.derive.notation.tree import (
    Applied,
    Call,
    Constant,
    Element,
    Identity,
    Index,
    Node,
    Number,
    Symbol,
    Whole,
)

ACCENT_COMMANDS = {
    "\\hat": "hat",
    "\\bar": "bar",
    "\\tilde": "tilde",
    "\\dot": "dot",
}
_CONSTANTS: dict[str, Constant] = {"e": Constant("e"), "pi": Constant("pi")}


def subscript_letters(tokens: list[Token]) -> frozenset[str]:
    """The single letters that stand in some subscript: where undeclared, they are indices."""
    found: set[str] = set()
    inside = 0
    for k, token in enumerate(tokens):
        if token.text == "_":
            following = tokens[k + 1] if k + 1 < len(tokens) else token
            if following.text == "{":
                inside += 1
            elif following.kind == "word":
                found.add(following.text[0])
        elif inside and token.text == "}":
            inside -= 1
        elif inside and token.kind == "word" and len(token.text) <= 3:
            found.update(token.text)
    return frozenset(found - {"e"})


class NameReader(Cursor):
    """Reads names; what an expression is, its subclass knows."""

    def __init__(self, tokens: list[Token], symbols: Symbols, seen: frozenset[str]) -> None:
        super().__init__(tokens)
        self.symbols = symbols
        self.bound: list[str] = []
        self.seen: set[str] = set(seen)
        self.in_index = 0
        self.letters = subscript_letters(tokens)

    @abstractmethod
    def additive(self) -> Node:
        """A sum of terms."""

    @abstractmethod
    def arguments(self, name: str) -> tuple[Node, ...]:
        """The bracketed arguments of a declared function."""

    # ------------------------------------------------------------------ the base of a name

    def base_length(self, word: str) -> int:
        """How many letters of a run of letters belong to the first name in it."""
        follows = self.ahead()
        for length in range(len(word), 0, -1):
            piece = word[:length]
            base, accents, own = split_word(piece)
            key = join_key(base, accents, own)
            if key in self.symbols.keys or piece in self.bound:
                return length
            if length > 1 and (find_function(piece) or piece in GREEK_NAMES or piece == "pi"):
                return length
            if length > 1 and any(k.startswith((f"{key}_", f"{key}^")) for k in self.symbols.keys):
                return length
            whole = length == len(word)
            if whole and follows.kind == "number" and not follows.spaced and length > 0:
                numbered = join_key(base, accents, follows.text)
                if numbered in self.symbols.keys:
                    return length
        return 1

    def knows(self, word: str) -> bool:
        """Whether every letter of a run belongs to some name that is known."""
        rest = word
        while rest:
            for length in range(len(rest), 0, -1):
                piece = rest[:length]
                base, accents, own = split_word(piece)
                if (
                    join_key(base, accents, own) in self.symbols.keys
                    or array_for(self.symbols, base, accents) is not None
                    or piece in self.bound
                    or piece in ("e", "I", "E")
                    or (length > 1 and find_function(piece) is not None)
                ):
                    rest = rest[length:]
                    break
            else:
                return False
        return True

    # ------------------------------------------------------------------ subscripts

    def plain_text(self, start: int, end: int) -> str:
        """The letters of the tokens in [start, end) without fonts and braces."""
        words: list[str] = []
        for token in self.tokens[start:end]:
            if token.text in ("{", "}") or token.text in FONTS:
                continue
            word = token.text
            if word.startswith("\\") and len(word) > 2:
                word = base_name(word[1:])
            words.append(word)
        return "".join(words)

    def script_range(self) -> tuple[int, int]:
        """Steps over a `_` or `^` and its group; gives the group's inner token range."""
        mark = self.next()
        if self.token.kind == "end":
            raise self.failure(
                Text(f"nothing follows this `{mark.text}`.", f"这个 `{mark.text}` 后面没有内容。"),
                at=mark,
            )
        start = self.at
        end = self.group_end(start)
        self.at = end
        if self.tokens[start].text == "{":
            return start + 1, end - 1
        return start, end

    def tight_subscript(self, base: str, accents: tuple[str, ...]) -> tuple[int, int]:
        """The range of a subscript; of an unbraced run of letters only what belongs to it."""
        following = self.ahead()
        if following.kind != "word" or len(following.text) == 1:
            return self.script_range()
        self.next()
        run = self.token.text
        if join_key(base, accents, run) in self.symbols.keys:
            length = len(run)
        else:
            owner = array_for(self.symbols, base, accents)
            most = 2 if owner is None else rank(owner)
            if self.ahead().text == "_":
                most = min(most, len(run) - 1)
            length = 1
            while length < min(most, len(run)) and (
                run[length] in self.bound or run[length] not in self.symbols.keys
            ):
                length += 1
        start = self.at
        token = self.token
        self.tokens[start] = Token("word", run[:length], token.start, token.spaced)
        if length < len(run):
            self.tokens.insert(start + 1, Token("word", run[length:], token.start + length, False))
        self.at = start + 1
        return start, start + 1

    def indices(self, start: int, end: int) -> tuple[Node, ...]:
        """The indices in the tokens of [start, end)."""
        back = self.at
        out: list[Node] = []
        commas = any(t.text == "," for t in self.tokens[start:end])
        simple = all(
            t.kind in ("word", "number")
            or t.text in ("\\cdot", ":", "*", "{", "}")
            or (t.text.startswith("\\") and t.text[1:] in GREEK_NAMES)
            for t in self.tokens[start:end]
        )
        if simple and not commas:
            for token in self.tokens[start:end]:
                out.extend(self._simple_indices(token))
            self.at = back
            return tuple(out)
        # a group of its own, so that a factor does not run past its end
        kept = self.tokens
        stop = kept[end] if end < len(kept) else kept[-1]
        self.tokens = [*kept[start:end], Token("end", "", stop.start, False)]
        self.at = 0
        self.in_index += 1
        while True:
            if self.token.text in (":", "\\cdot", "*") and self.ahead().text in (",", ""):
                self.next()
                out.append(Whole())
            elif (
                self.token.kind == "word"
                and len(self.token.text) == 1
                and self.ahead().text in (",", "")
            ):
                out.append(self.index(self.next().text))
            else:
                out.append(self.additive())
            if not self.accept(","):
                break
        if self.token.kind != "end":
            raise self.failure(Text("this is no index.", "这不是下标。"))
        self.in_index -= 1
        self.tokens = kept
        self.at = back
        return tuple(out)

    def _simple_indices(self, token: Token) -> list[Node]:
        if token.text in ("{", "}"):
            return []
        if token.text in ("\\cdot", ":", "*"):
            return [Whole()]
        if token.kind == "number":
            if not token.text.isdigit():
                raise self.failure(Text("an index is a whole number.", "下标应为整数。"), at=token)
            return [Number(Fraction(token.text))]
        if token.text.startswith("\\"):
            return [self.index(token.text[1:])]
        if token.text in self.symbols.keys and len(token.text) > 1:
            return [self.index(token.text)]
        return [self.index(letter) for letter in token.text]

    def index(self, name: str) -> Node:
        """A letter in a subscript: a running index, a declared whole number, or a free index."""
        if name in self.bound:
            return Index(name)
        declared = self.symbols.find(name)
        if declared is not None and (
            declared.domain in ("integer", "class", "label") and declared.role == "scalar"
        ):
            return Symbol(declared.name)
        self.seen.add(name)
        return Index(name)

    # ------------------------------------------------------------------ whole names

    def name(self, base: str, accents: tuple[str, ...], token: Token, sub: str = "") -> Node:
        """What a base stands for, with the scripts that follow it in the text.

        Args:
            base: the letter or word, already read.
            accents: `hat`, `bar`, …
            token: where it stood.
            sub: a subscript that was part of the word (`x1`).
        """
        lower: tuple[int, int] | None = None
        layer: tuple[int, int] | None = None
        raised: int | None = None
        primes = 0
        while True:
            text = self.token.text
            if text == "_" and lower is None and not self._is_condition():
                lower = self.tight_subscript(base, accents)
            elif text == "^" and layer is None and self._is_layer():
                start, end = self.script_range()
                layer = start + 1, end - 1
            elif text == "^" and self._star(base, accents):
                accents = (*accents, "star")
            elif text == "'" and self._primed(base, accents):
                self.next()
                accents = (*accents, "prime")
            elif text == "'" and self._is_function(base, accents):
                self.next()
                primes += 1
            elif text == "^" and raised is None and lower is None:
                exponent = self.ahead()
                if exponent.kind == "end" or (exponent.kind == "word" and len(exponent.text) > 1):
                    break
                after = self.group_end(self.at + 1)
                if self.tokens[after].text != "_":
                    break
                raised = self.at
                self.at = after
            else:
                break
        node = self._resolve(base, accents, token, sub, lower, layer, primes)
        if raised is not None:
            # x^2_i was read as (x_i)^2: go back for the power, then on from here
            power = self.tokens[raised : self.group_end(raised + 1)]
            self.tokens[self.at : self.at] = power
        return node

    def _is_condition(self) -> bool:
        """Whether the subscript is a `+` (the positive part) or a comparison, not a name's."""
        start = self.at + 1
        inside = self.tokens[start : self.group_end(start)]
        texts = [t.text for t in inside if t.text not in ("{", "}")]
        return texts == ["+"] or any(t in ("<", ">", "\\le", "\\ge", "\\ne") for t in texts)

    def _is_layer(self) -> bool:
        inside = self.tokens[self.at + 1 : self.at + 6]
        texts = [t.text for t in inside]
        return (
            len(texts) == 5
            and texts[0] == "{"
            and texts[1] + texts[3] in ("()", "[]")
            and texts[4] == "}"
        )

    def _star(self, base: str, accents: tuple[str, ...]) -> bool:
        if join_key(base, (*accents, "star")) not in self.symbols.keys:
            return False
        end = self.group_end(self.at + 1)
        if [t.text for t in self.tokens[self.at + 1 : end] if t.text not in "{}"] == ["*"]:
            self.at = end
            return True
        return False

    def _primed(self, base: str, accents: tuple[str, ...]) -> bool:
        return join_key(base, (*accents, "prime")) in self.symbols.keys

    def _is_function(self, base: str, accents: tuple[str, ...]) -> bool:
        found = self.symbols.find(join_key(base, accents))
        return found is not None and found.role == "function"

    def _resolve(
        self,
        base: str,
        accents: tuple[str, ...],
        token: Token,
        sub: str,
        lower: tuple[int, int] | None,
        layer: tuple[int, int] | None,
        primes: int,
    ) -> Node:
        text = self.plain_text(*lower) if lower else ""
        up = self.plain_text(*layer) if layer else ""
        lowers = ",".join(p for p in (sub, text) if p)
        # the longest reading of the name first; what is left over are indices
        readings: list[tuple[str, list[tuple[int, int]]]] = []
        if up:
            readings.append((",".join(p for p in (up, lowers) if p), []))
            readings.append((",".join(p for p in (sub, up) if p), [lower] if lower else []))
            readings.append((lowers, [layer] if layer else []))
        elif lower:
            readings.append((lowers, []))
        readings.append((sub, [r for r in (layer, lower) if r]))
        for key, rest in readings:
            found = self.symbols.find(join_key(base, accents, key))
            if found is None or (rest and not is_array(self.symbols, found)):
                continue
            return self._with_indices(found, rest, primes)
        ranges = [r for r in (layer, lower) if r]
        if ranges and (owner := array_for(self.symbols, base, accents)) is not None:
            return self._with_indices(owner, ranges, primes)
        if base == "delta" and lower and not accents:
            at = self._delta(lower)
            if at is not None:
                return at
        if accents == ("bar",) and not lowers:
            owner = self.symbols.find(base)
            if owner is not None and is_array(self.symbols, owner):
                axis = 0 if len(owner.shape) == 2 else None
                return Call("mean", (Symbol(owner.name),), axis=axis)
        if base == "I" and not accents and not up:
            if lower is None:
                return Identity()
            at = self.indices(*lower)
            if len(at) == 2:
                return Call("kronecker", at)
            return Identity(self._size(*lower))
        if not accents and not lowers and not up:
            if base in self.bound or base in self.seen or base in self.letters:
                return Index(base)
            if self.in_index and len(base) == 1 and self.symbols.find(base) is None:
                return self.index(base)
            if base in _CONSTANTS:
                return _CONSTANTS[base]
        raise self.unknown(base, accents, ",".join(p for p in (lowers, up) if p), token)

    def unknown(self, base: str, accents: tuple[str, ...], sub: str, token: Token) -> Exception:
        """The error for a name that is not declared."""
        return unknown(self.symbols, base, accents, sub, token.start)

    def _with_indices(self, symbol: Declared, ranges: list[tuple[int, int]], primes: int) -> Node:
        if symbol.role == "function":
            if self.token.text == "(" or not symbol.argument:
                return Applied(symbol.name, self.arguments(symbol.name), primes)
            return Applied(symbol.name, (Symbol(symbol.argument),), primes)
        if not ranges:
            if self.token.text == "(" and is_array(self.symbols, symbol):
                element = self._called_element(symbol)
                if element is not None:
                    return element
            return Symbol(symbol.name)
        at = tuple(index for r in ranges for index in self.indices(*r))
        return Element(Symbol(symbol.name), at)

    def _called_element(self, symbol: Declared) -> Node | None:
        """`p(k)` for `p_k`, and `K(x_i, x_j)` for `K_{ij}`, where that is what it must mean."""
        back = self.at
        texts = [t.text for t in self.tokens[back : back + 3]]
        if (
            len(texts) == 3
            and texts[2] == ")"
            and len(symbol.shape) == 1
            and (
                texts[1] in self.bound
                or (texts[1] in self.seen and self.symbols.find(texts[1]) is None)
            )
        ):
            self.at = back + 3
            return Element(Symbol(symbol.name), (Index(texts[1]),))
        if len(symbol.shape) != 2 or symbol.definition:
            return None
        close = self._closing(back)
        if close is None or not any(t.text == "," for t in self.tokens[back:close]):
            return None
        args = self.arguments(symbol.name)
        at: list[Node] = []
        for arg in args:
            if isinstance(arg, Index):
                at.append(arg)
            elif isinstance(arg, Element) and len(arg.at) == 1:
                at.append(arg.at[0])
        if len(at) == 2:
            return Element(Symbol(symbol.name), tuple(at))
        self.at = back
        return None

    def _closing(self, opening: int) -> int | None:
        level = 0
        for k in range(opening, len(self.tokens)):
            if self.tokens[k].text == "(":
                level += 1
            elif self.tokens[k].text == ")":
                level -= 1
                if level == 0:
                    return k
        return None

    def _delta(self, lower: tuple[int, int]) -> Node | None:
        texts = [t.text for t in self.tokens[lower[0] : lower[1]] if t.text not in "{}"]
        if "=" in texts:
            cut = lower[0] + [t.text for t in self.tokens[lower[0] : lower[1]]].index("=")
            at = (*self.indices(lower[0], cut), *self.indices(cut + 1, lower[1]))
        else:
            at = self.indices(*lower)
        return Call("kronecker", at) if len(at) == 2 else None

    def _size(self, start: int, end: int) -> Node:
        kept, back = self.tokens, self.at
        self.tokens = [*kept[start:end], Token("end", "", kept[end].start, False)]
        self.at = 0
        node = self.additive()
        self.tokens, self.at = kept, back
        return node
