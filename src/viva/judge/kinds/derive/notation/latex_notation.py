"""LaTeX, and mathematics as people type it without backslashes, read into a tree.

A grammar of our own: no text is ever evaluated, and what it does not know it refuses by name.
"""

from __future__ import annotations

from viva.core import Text
from viva.judge.kinds.derive.notation.latex_atoms import AtomReader
from viva.judge.kinds.derive.notation.latex_tokens import FONTS, Token
from viva.judge.kinds.derive.notation.naming import looks_array
from viva.judge.kinds.derive.notation.scope import extend, free_indices, inner_indices, open_sum
from viva.judge.kinds.derive.notation.tree import (
    Add,
    Binary,
    BinaryOperator,
    Call,
    Compare,
    Comparison,
    Element,
    Logic,
    Node,
    Number,
    negative,
)

_COMPARISONS: dict[str, Comparison] = {
    "<": "<",
    ">": ">",
    "\\le": "<=",
    "\\ge": ">=",
    "=": "=",
    "\\ne": "!=",
}
_PRODUCTS: dict[str, BinaryOperator] = {
    "\\cdot": "·",
    "\\times": "×",
    "*": "×",
    "/": "/",
    "\\div": "/",
}
_LOOSE: dict[str, BinaryOperator] = {"\\odot": "⊙", "\\otimes": "⊗"}
_SIZED = ("\\frac", "\\sum", "\\prod", "\\sqrt", "\\|", "|", "(", "[", "\\{", "\\lfloor", "\\lceil")


class LatexReader(AtomReader):
    """A recursive descent over the tokens of one formula."""

    # ------------------------------------------------------------------ levels

    def whole(self) -> Node:
        """The expression that the tokens hold from here to their end."""
        node = self.expression()
        if self.token.kind != "end":
            raise self.leftover()
        return node

    def expression(self) -> Node:
        node = self._relation()
        while self.token.text in ("\\land", "\\lor", "\\&"):
            word = "or" if self.next().text == "\\lor" else "and"
            node = Logic(word, (node, self._relation()))
        return node

    def _relation(self) -> Node:
        if self.accept("\\neg"):
            return Logic("not", (self._relation(),))
        left = self.additive()
        parts: list[Node] = []
        while self.token.text in _COMPARISONS:
            operator = _COMPARISONS[self.next().text]
            right = self.additive()
            parts.append(Compare(operator, left, right))
            left = right
        if not parts:
            return left
        return parts[0] if len(parts) == 1 else Logic("and", tuple(parts))

    def additive(self) -> Node:
        terms = [self.signed_product()]
        while self.token.text in ("+", "-"):
            term = self.signed_product()
            reached = open_sum(terms[-1])
            if reached is not None:
                names = inner_indices(reached)
                loose = [n for n in free_indices(term) if n in names and n not in self.bound]
                if loose:
                    terms[-1] = extend(terms[-1], term)
                    self.seen.difference_update(loose)
                    continue
            terms.append(term)
        return terms[0] if len(terms) == 1 else Add(tuple(terms))

    def signed_product(self) -> Node:
        """A term with the sign before it."""
        minus = False
        while self.token.text in ("+", "-"):
            minus ^= self.next().text == "-"
        term = self.product()
        return negative(term) if minus else term

    def product(self) -> Node:
        """Factors, those joined by ⊙ last: `W^T δ ⊙ σ'(z)` is `(W^T δ) ⊙ σ'(z)`."""
        node = self._chain()
        while self.token.text in _LOOSE:
            operator = _LOOSE[self.next().text]
            node = Binary(operator, node, self._chain(signed=True))
        return node

    def _chain(self, signed: bool = False) -> Node:
        node = self._signed_factor() if signed else self.factor()
        slash: Token | None = None
        while True:
            token = self.token
            if token.text in _PRODUCTS:
                if token.text == "*" and self.ahead().text == "*":
                    raise self.failure(
                        Text("`**` is Python's power.", "`**` 是 Python 的乘方。"),
                        Text("Write `^`.", "请写 `^`。"),
                    )
                operator = _PRODUCTS[self.next().text]
                slash = token if operator == "/" else None
                node = Binary(operator, node, self._signed_factor())
            elif self.starts_factor():
                if slash is not None:
                    self._refuse_ambiguous(slash)
                closed = self.tokens[self.at - 1].text in (")", "]", "}", "\\}", "|", "\\|")
                if token.kind == "number" and not closed:
                    raise self.failure(
                        Text(
                            "a number after a factor may be a power or a product.",
                            "因子后面的数字可能是指数，也可能是乘数。",
                        ),
                        Text("Write `2x` or `x^2`.", "请写 `2x` 或 `x^2`。"),
                    )
                slash = None
                node = Binary("", node, self.factor())
            else:
                break
        return node

    def _signed_factor(self) -> Node:
        minus = False
        while self.token.text in ("+", "-"):
            minus ^= self.next().text == "-"
        node = self.factor()
        return negative(node) if minus else node

    def _refuse_ambiguous(self, slash: Token) -> None:
        """`a/2b` may mean (a/2)b or a/(2b): refused unless the writing tells which."""
        token = self.token
        if token.spaced:
            return
        before = self.tokens[self.at - 1]
        if token.text in _SIZED and (before.kind == "number" or token.text not in ("(", "[")):
            return
        if self.begins_function() or before.text in (")", "]", "}", "\\}"):
            return
        raise self.failure(
            Text(
                "what follows a fraction with `/` may belong above or below it.",
                "`/` 后面的因子可能在分子，也可能在分母。",
            ),
            Text("Add brackets, or write \\frac{…}{…}.", "请加括号，或写成 \\frac{…}{…}。"),
            slash,
        )

    def factor(self) -> Node:
        node = self._atom()
        raised = False
        while True:
            text = self.token.text
            if text == "^":
                if raised:
                    raise self.failure(
                        Text("two powers follow one another.", "连续出现了两个指数。"),
                        Text("Add braces: x^{y^z} or (x^y)^z.", "请加括号：x^{y^z} 或 (x^y)^z。"),
                    )
                node = self._power(node)
                raised = isinstance(node, Binary)
            elif text == "_":
                node = self._subscript(node)
            elif text == "'":
                raise self.failure(
                    Text("a prime says nothing here.", "这里的撇号没有意义。"),
                    Text("Write ^T for a transpose.", "转置请写 ^T。"),
                )
            elif text == "!":
                self.next()
                node = Call("factorial", (node,))
            else:
                break
        return node

    def _power(self, node: Node) -> Node:
        mark = self.next()
        if self._transposes(node):
            return Call("transpose", (node,))
        texts = [t.text for t in self.tokens[self.at : self.group_end(self.at)]]
        bare = [t for t in texts if t not in ("{", "}")]
        if bare in (["-", "T"], ["-", "\\top"]):
            self.at = self.group_end(self.at)
            return Call("transpose", (Call("inverse", (node,)),))
        if bare == ["+"]:
            self.at = self.group_end(self.at)
            return Call("relu", (node,))
        if bare in (["\\odot", "2"], ["\\odot", "-", "1"]):
            self.at = self.group_end(self.at)
            return Call("square" if bare[-1] == "2" else "reciprocal", (node,))
        if bare == ["*"]:
            raise self.failure(
                Text("no starred name is declared here.", "这里没有声明带星号的名字。"), at=mark
            )
        if self.token.kind == "end":
            raise self.failure(
                Text("nothing follows this `^`.", "这个 `^` 后面没有内容。"), at=mark
            )
        return Binary("^", node, self.superscript())

    def _transposes(self, node: Node) -> bool:
        """Steps over a `T` that is a transpose and not the symbol T."""
        end = self.group_end(self.at)
        inside = [
            t
            for t in self.tokens[self.at : end]
            if t.text not in ("{", "}") and t.text not in FONTS
        ]
        if len(inside) != 1 or inside[0].text[:1] not in ("T", "\\"):
            return False
        if inside[0].text == "\\top":
            self.at = end
            return True
        if inside[0].text == "T" or (
            self.tokens[self.at].text != "{"
            and inside[0].kind == "word"
            and inside[0].text.startswith("T")
        ):
            if self.symbols.find("T") is not None and not looks_array(node, self.symbols):
                return False
            if self.tokens[self.at].kind == "word":
                self.replace_word(self.token.text[1:])
            else:
                self.at = end
            return True
        return False

    def superscript(self) -> Node:
        token = self.token
        if token.text == "{":
            self.next()
            node = self.expression()
            self.expect("}", token)
            return node
        if token.text in ("-", "+"):
            minus = False
            while self.token.text in ("+", "-"):
                minus ^= self.next().text == "-"
            inner = self.superscript()
            return negative(inner) if minus else inner
        if token.kind == "number":
            return self._number()
        if token.kind == "word" and self.base_length(token.text) < len(token.text):
            length = self.base_length(token.text)
            piece, rest = token.text[:length], token.text[length:]
            self.tokens[self.at] = Token("word", piece, token.start, token.spaced)
            self.tokens.insert(self.at + 1, Token("word", rest, token.start + length, False))
            return self._atom()
        return self._atom()

    def _subscript(self, node: Node) -> Node:
        """A subscript of something that is no name: an element, or the positive part."""
        mark = self.token
        start, end = self.script_range()
        if self.plain_text(start, end) == "+":
            return Call("relu", (node,))
        if isinstance(node, Number):
            if self._is_relation(start, end):
                inner = (start + 1, end - 1) if self.tokens[start].text == "\\{" else (start, end)
                return Binary("", node, Call("indicator", (self._conjunction(*inner),)))
            raise self.failure(Text("a number has no subscript.", "数字没有下标。"), at=mark)
        return Element(node, self.indices(start, end))

    def _is_relation(self, start: int, end: int) -> bool:
        return any(t.text in _COMPARISONS for t in self.tokens[start:end])
