"""Functions, sums and products over an index, expectations, indicators and cases, in LaTeX."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from viva.core import Text
from viva.judge.kinds.derive.notation.functions import FUNCTIONS
from viva.judge.kinds.derive.notation.latex_names import NameReader
from viva.judge.kinds.derive.notation.latex_tokens import FONTS, Token
from viva.judge.kinds.derive.notation.naming import is_array
from viva.judge.kinds.derive.notation.scope import free_indices
from viva.judge.kinds.derive.notation.tree import (
    Binary,
    Bound,
    BoundOperator,
    Call,
    Cases,
    Compare,
    Element,
    Expectation,
    Index,
    Logic,
    Node,
    Number,
    Ones,
    Optimum,
    Symbol,
    negative,
)

Extremum = Literal["max", "min", "argmax", "argmin"]
_EXTREMA: dict[str, Extremum] = {
    "max": "max",
    "min": "min",
    "argmax": "argmax",
    "argmin": "argmin",
}
_OPENING = {"(": ")", "[": "]", "\\{": "\\}", "{": "}"}
_RELATIONS = frozenset(("<", ">", "\\le", "\\ge", "=", "\\ne"))
_EXPECTATIONS: dict[str, Literal["E", "Var", "Std", "Cov"]] = {
    "E": "E",
    "Var": "Var",
    "Variance": "Var",
    "V": "Var",
    "Cov": "Cov",
    "Std": "Std",
    "SD": "Std",
}
_FILLERS = frozenset(["if", "when", "for", "where", "whenever", "if"])
_ELSE = frozenset(["otherwise", "else", "elsewhere"])


class OperatorReader(NameReader):
    """Reads everything that is applied to something."""

    @abstractmethod
    def expression(self) -> Node:
        """An expression with comparisons, as inside brackets."""

    @abstractmethod
    def product(self) -> Node:
        """A term: factors without a plus or minus between them."""

    @abstractmethod
    def signed_product(self) -> Node:
        """A term with the sign before it."""

    @abstractmethod
    def factor(self) -> Node:
        """One factor with its powers."""

    @abstractmethod
    def superscript(self) -> Node:
        """What a `^` raises to."""

    @abstractmethod
    def starts_factor(self) -> bool:
        """Whether the next token can begin a factor."""

    # ------------------------------------------------------------------ brackets

    def bracketed(self) -> tuple[Node, ...]:
        """The comma-separated expressions in the bracket that opens here."""
        opened = self.next()
        args = [self.expression()]
        while self.accept(","):
            args.append(self.expression())
        self.expect(_OPENING[opened.text], opened)
        return tuple(args)

    def opens(self) -> bool:
        return self.token.text in _OPENING

    def arguments(self, name: str) -> tuple[Node, ...]:
        if not self.opens():
            raise self.failure(
                Text(
                    f"`{name}` is a function, so its argument must follow.",
                    f"`{name}` 是函数，后面应写出自变量。",
                ),
                Text(f"Write `{name}(x)`.", f"请写成 `{name}(x)`。"),
            )
        return self.bracketed()

    # ------------------------------------------------------------------ known functions

    def function(self, name: str, token: Token) -> Node:
        """A known function whose name has been read, with its scripts and its argument."""
        if name in _EXTREMA:
            return self.extremum(_EXTREMA[name])
        if name == "pow":
            base, exponent = self._checked(name, self.arguments(name), 2, 2, token)
            return Binary("^", base, exponent)
        primes = 0
        base: Node | None = None
        power: Node | None = None
        while True:
            if self.token.text == "'":
                self.next()
                primes += 1
            elif self.token.text == "^" and power is None:
                self.next()
                power = self.superscript()
            elif self.token.text == "_" and base is None and name in ("log", "logsumexp"):
                base = self._script()
            else:
                break
        if power is not None and isinstance(power, Number) and power.value == -1:
            raise self.failure(
                Text(
                    f"`{name}^{{-1}}` may mean the inverse function or 1 over it.",
                    f"`{name}^{{-1}}` 可能指反函数，也可能指倒数。",
                ),
                Text("Write which one you mean.", "请明确写出是哪一种。"),
                token,
            )
        known = FUNCTIONS[name]
        args = self._checked(name, self._function_arguments(name), known.low, known.high, token)
        node: Node = Call(name, args, primes)
        if base is not None and name == "log":
            node = Binary("/", node, Call("log", (base,)))
        return node if power is None else Binary("^", node, power)

    def _checked(
        self, name: str, args: tuple[Node, ...], low: int, high: int, token: Token
    ) -> tuple[Node, ...]:
        if low <= len(args) <= high:
            return args
        need = str(low) if low == high else f"{low}–{high}"
        raise self.failure(
            Text(
                f"`{name}` takes {need} argument(s), not {len(args)}.",
                f"`{name}` 需要 {need} 个参数，这里有 {len(args)} 个。",
            ),
            at=token,
        )

    def _function_arguments(self, name: str) -> tuple[Node, ...]:
        if self.opens():
            return self.bracketed()
        if not self.starts_factor() and self.token.text not in ("-", "+"):
            raise self.failure(
                Text(f"`{name}` has nothing to act on.", f"`{name}` 后面没有自变量。")
            )
        if self.accept("-"):
            return (negative(self._bare()),)
        self.accept("+")
        return (self._bare(),)

    def _bare(self) -> Node:
        """`\\log 2\\pi\\sigma^2`: factors up to a bracket, another function or a sum."""
        node = self.factor()
        while (
            self.starts_factor()
            and self.token.text not in ("(", "[", "\\{", "\\frac", "\\sum", "\\prod", "|", "\\|")
            and not self.begins_function()
        ):
            node = Binary("", node, self.factor())
        return node

    @abstractmethod
    def begins_function(self) -> bool:
        """Whether the next token names a known function."""

    def _script(self) -> Node:
        start, end = self.script_range()
        return self._inside(start, end)

    def _inside(self, start: int, end: int) -> Node:
        """The expression in the tokens of [start, end)."""
        kept, back = self.tokens, self.at
        self.tokens = [*kept[start:end], Token("end", "", kept[end].start, False)]
        self.at = 0
        node = self.expression()
        if self.token.kind != "end":
            raise self.failure(Text("this is left over.", "这里多出了内容。"))
        self.tokens, self.at = kept, back
        return node

    # ------------------------------------------------------------------ operators with an index

    def big(self, operator: BoundOperator) -> Node:
        """A sum or product; its body is the rest of the term."""
        lower: tuple[int, int] | None = None
        upper: Node | None = None
        start = self.at - 1
        while self.token.text in ("_", "^"):
            if self.token.text == "_" and lower is None:
                lower = self._index_range()
            elif self.token.text == "^" and upper is None:
                self.next()
                upper = self.superscript()
            else:
                break
        if lower is None:
            return self._unindexed(operator, self.tokens[start])
        return self._over(operator, lower, upper)

    def _over(self, operator: BoundOperator, lower: tuple[int, int], upper: Node | None) -> Node:
        """The operator over every index named in the tokens of `lower`."""
        names, low, ranges = self._clauses(*lower)
        self.bound.extend(names)
        held = tuple(self._inside(*r) for r in ranges)
        body = self.signed_product()
        del self.bound[len(self.bound) - len(names) :]
        condition = held[0] if len(held) == 1 else Logic("and", held) if held else None
        for name in reversed(names):
            body = Bound(operator, name, body, low.get(name), upper, condition)
            condition = None
        return body

    def _index_range(self) -> tuple[int, int]:
        """What stands under a sum. Of a run such as `ix` in `\\sum_ix_i`, as in TeX, one letter.

        A run with a space after it, `Σ_ij x_ij`, is taken whole.
        """
        run = self.ahead()
        if run.kind != "word" or len(run.text) == 1:
            return self.script_range()
        self.next()
        whole = (
            self.ahead().spaced
            and len(run.text) <= 3
            and not any(letter in self.symbols.keys for letter in run.text)
        )
        length = len(run.text) if whole else 1
        self.tokens[self.at : self.at + 1] = [
            Token("word", run.text[:length], run.start, run.spaced),
            *(
                [Token("word", run.text[length:], run.start + length, False)]
                if length < len(run.text)
                else []
            ),
        ]
        self.at += 1
        return self.at - 1, self.at

    def _unindexed(self, operator: BoundOperator, token: Token) -> Node:
        body = self.signed_product()
        free = [name for name in free_indices(body) if name not in self.bound]
        if not free:
            if operator in ("sum", "prod"):
                return Call(operator, (body,))
            raise self.failure(
                Text("this operator names no index.", "这个算子没有写明下标。"), at=token
            )
        for name in reversed(free):
            body = Bound(operator, name, body)
            self.seen.discard(name)
        return body

    def _clauses(
        self, start: int, end: int
    ) -> tuple[list[str], dict[str, Node], list[tuple[int, int]]]:
        """What stands under a sum: the indices that it binds, their lower ends, conditions."""
        names: list[str] = []
        lower: dict[str, Node] = {}
        conditions: list[tuple[int, int]] = []
        for a, b in self._split(start, end, ","):
            tokens = self.tokens[a:b]
            texts = [t.text for t in tokens]
            if not tokens:
                continue
            if "\\in" in texts:
                names.extend(self._letters(tokens[: texts.index("\\in")]))
            elif "=" in texts and not any(t in _RELATIONS - {"="} for t in texts):
                cut = texts.index("=")
                mine = self._letters(tokens[:cut])
                names.extend(mine)
                low = self._inside(a + cut + 1, b)
                lower.update(dict.fromkeys([*mine, *(n for n in names if n not in lower)], low))
            elif any(t in _RELATIONS for t in texts):
                names.extend(n for n in self._conditioned(tokens) if n not in names)
                conditions.append((a, b))
            else:
                names.extend(self._letters(tokens))
        if not names:
            raise self.failure(
                Text("no index is named here.", "这里没有写明求和下标。"), at=self.tokens[start]
            )
        return names, lower, conditions

    def _split(self, start: int, end: int, mark: str) -> list[tuple[int, int]]:
        cuts: list[tuple[int, int]] = []
        level = 0
        begin = start
        for k in range(start, end):
            text = self.tokens[k].text
            if text in ("{", "(", "[", "\\{"):
                level += 1
            elif text in ("}", ")", "]", "\\}"):
                level -= 1
            elif text == mark and level == 0:
                cuts.append((begin, k))
                begin = k + 1
        return [*cuts, (begin, end)]

    def _letters(self, tokens: Sequence[Token]) -> list[str]:
        names: list[str] = []
        for token in tokens:
            if token.kind == "word":
                names.extend(token.text if len(token.text) <= 3 else [token.text])
            elif token.text not in ("{", "}", ","):
                raise self.failure(Text("an index is a letter.", "下标应是一个字母。"), at=token)
        return names

    def _conditioned(self, tokens: Sequence[Token]) -> list[str]:
        """The letters that a condition such as `j \\ne i` or `i < j` binds."""
        letters = [
            letter
            for token in tokens
            if token.kind == "word"
            for letter in token.text
            if self.symbols.find(letter) is None
        ]
        fresh = [x for x in letters if x not in self.bound]
        outside = [x for x in fresh if x in self.seen]
        if outside and len(outside) < len(fresh):
            fresh = [x for x in fresh if x not in self.seen]
        return list(dict.fromkeys(fresh))

    def extremum(self, operator: Extremum) -> Node:
        """`max` and `min`: of listed values, over an index, or as the aim of a problem."""
        if self.token.text == "_":
            lower = self._index_range()
            over = self._optimised(*lower)
            if over:
                return Optimum(operator, over, self.additive())
            return self._over(operator, lower, None)
        args = self._function_arguments(operator)
        if operator in ("argmax", "argmin"):
            return Call(operator, args[:1])
        return Call(operator, args)

    def _optimised(self, start: int, end: int) -> tuple[str, ...]:
        """The declared symbols under a `max`, or nothing if what stands there is an index."""
        names: list[str] = []
        for a, b in self._split(start, end, ","):
            cut = [k for k in range(a, b) if self.tokens[k].text in ("\\in", "\\ge", "\\le", ">")]
            found = self.symbols.find(self.plain_text(a, cut[0] if cut else b))
            if found is None or found.role in ("dimension",) or found.name in self.bound:
                return ()
            names.append(found.name)
        return tuple(names)

    # ------------------------------------------------------------------ expectations

    def expectation_named(self, word: str) -> bool:
        """Whether a word begins an expectation here."""
        return (
            word in _EXPECTATIONS
            and self.symbols.find(word) is None
            and self.token.text in ("(", "[", "\\{", "_")
        )

    def expectation(self, word: str) -> Node:
        operator = _EXPECTATIONS[word]
        over: list[str] = []
        weights: list[tuple[str, Node]] = []
        if self.token.text == "_":
            start, end = self.script_range()
            for a, b in self._split(start, end, ","):
                texts = [t.text for t in self.tokens[a:b]]
                if "\\sim" in texts:
                    cut = a + texts.index("\\sim")
                    found = self.symbols.find(self.plain_text(cut + 1, b))
                    letters = self.plain_text(a, cut)
                    if found is not None and is_array(self.symbols, found):
                        weights.append((letters, Symbol(found.name)))
                        continue
                    b = cut
                found = self.symbols.find(self.plain_text(a, b))
                if found is not None and found.role == "random":
                    over.append(found.name)
                elif (
                    found is not None
                    and is_array(self.symbols, found)
                    and found.domain == "simplex"
                ):
                    weights.append(("", Symbol(found.name)))
        names = [letter for letter, _ in weights if letter]
        self.bound.extend(names)
        if not self.opens():
            raise self.failure(
                Text(
                    f"write brackets after `{word}`, so that it is clear what it covers.",
                    f"`{word}` 后面请加括号，写明它作用的范围。",
                )
            )
        args = self.bracketed()
        del self.bound[len(self.bound) - len(names) :]
        if weights and operator == "E":
            return self._weighted(weights, args[0])
        if len(args) != (2 if operator == "Cov" else 1):
            raise self.failure(
                Text(f"`{word}` has {len(args)} arguments.", f"`{word}` 有 {len(args)} 个参数。")
            )
        return Expectation(operator, args, tuple(over))

    def _weighted(self, weights: list[tuple[str, Node]], body: Node) -> Node:
        for letter, weight in reversed(weights):
            if letter:
                body = Bound("sum", letter, Binary("", Element(weight, (Index(letter),)), body))
            else:
                body = Call("sum", (Binary("⊙", weight, body),))
        return body

    # ------------------------------------------------------------------ indicators and cases

    def indicator(self) -> Node | None:
        """What follows a blackboard or bold 1: a condition, or nothing (a vector of ones)."""
        if self.token.text == "_" and self._is_condition():
            start, end = self.script_range()
            if self.tokens[start].text == "\\{":
                start, end = start + 1, end - 1
            return Call("indicator", (self._conjunction(start, end),))
        if self.token.text in ("[", "\\{", "("):
            close = self._matching(self.at)
            inside = self.tokens[self.at + 1 : close]
            if any(t.text in _RELATIONS for t in inside):
                opened = self.at
                self.at = close + 1
                return Call("indicator", (self._conjunction(opened + 1, close),))
        return None

    def ones(self) -> Node:
        """A vector of ones whose size, if any, stands below."""
        if self.token.text != "_":
            return Ones()
        start, end = self.script_range()
        return Ones((self._inside(start, end),))

    def _conjunction(self, start: int, end: int) -> Node:
        parts = tuple(self._inside(a, b) for a, b in self._split(start, end, ",") if b > a)
        if not parts:
            raise self.failure(Text("a condition is missing.", "缺少条件。"))
        return parts[0] if len(parts) == 1 else Logic("and", parts)

    def _matching(self, opening: int) -> int:
        level = 0
        for k in range(opening, len(self.tokens)):
            text = self.tokens[k].text
            if text in ("(", "[", "\\{", "{"):
                level += 1
            elif text in (")", "]", "\\}", "}"):
                level -= 1
                if level == 0:
                    return k
        raise self.failure(
            Text("this bracket is never closed.", "这个括号没有闭合。"), at=self.tokens[opening]
        )

    def cases(self, opened: Token) -> Node:
        """The rows of a `cases` environment whose `\\begin{cases}` has been read."""
        branches: list[tuple[Node, Node]] = []
        otherwise: Node | None = None
        for cells in self.rows(opened):
            if len(cells) == 1:
                cells = self._split(cells[0][0], cells[0][1], ",")
            if len(cells) < 2:
                raise self.failure(
                    Text("this case has no condition.", "这一种情形没有写条件。"),
                    Text("Write `value & condition`.", "写成 `值 & 条件`。"),
                    self.tokens[cells[0][0]],
                )
            a, b = cells[0]
            while b > a and self.tokens[b - 1].text in (",", ";"):
                b -= 1
            value = self._inside(a, b)
            start, words = self._condition_words(cells[1][0], cells[-1][1])
            if any(word in _ELSE for word in words):
                otherwise = value
            else:
                branches.append((value, self._condition(start, cells[-1][1])))
        if not branches:
            raise self.failure(Text("no case has a condition.", "所有情形都没有条件。"), at=opened)
        return Cases(tuple(branches), otherwise)

    def _condition_words(self, start: int, end: int) -> tuple[int, list[str]]:
        words: list[str] = []
        k = start
        while k < end:
            token = self.tokens[k]
            if token.text in FONTS or token.text in ("{", "}", ",", ".", "\\if", ":"):
                k += 1
            elif token.text in _FILLERS or token.text in _ELSE or token.text == "if":
                words.append(token.text)
                k += 1
            else:
                break
        return k, words

    def _condition(self, start: int, end: int) -> Node:
        """A condition; `and` and `or` in words, in text or not."""
        kept: list[Token] = []
        level = 0
        for token in self.tokens[start:end]:
            if token.text in FONTS:
                level += 1
                continue
            if level and token.text in ("{", "}"):
                level -= token.text == "}"
                continue
            if token.text in ("and", "or"):
                token = token._replace(
                    kind="command", text="\\land" if token.text == "and" else "\\lor"
                )
            kept.append(token)
        while kept and kept[-1].text in (",", ".", ";"):
            kept.pop()
        tokens, back = self.tokens, self.at
        self.tokens = [*kept, Token("end", "", tokens[min(end, len(tokens) - 1)].start, False)]
        self.at = 0
        node = self.expression()
        if self.accept(","):
            node = Logic("and", (node, self.expression()))
        if self.token.kind != "end":
            raise self.failure(Text("this is no condition.", "这不是条件。"))
        self.tokens, self.at = tokens, back
        if not isinstance(node, (Compare, Logic)):
            raise self.failure(
                Text("a condition compares two things.", "条件应当比较两个量。"), at=tokens[start]
            )
        return node

    def rows(self, opened: Token) -> list[list[tuple[int, int]]]:
        """The cells of an environment, as token ranges; steps over its `\\end{…}`."""
        rows: list[list[tuple[int, int]]] = [[]]
        level = 0
        begin = self.at
        while True:
            token = self.token
            if token.kind == "end":
                raise self.failure(
                    Text("this environment is never ended.", "这个环境没有结束。"), at=opened
                )
            if token.text in ("{", "(", "\\begin"):
                level += 1
            elif token.text in ("}", ")"):
                level -= 1
            elif token.text == "\\end":
                if level == 0:
                    break
                level -= 1
            if level == 0 and token.text in ("&", "\\\\"):
                rows[-1].append((begin, self.at))
                begin = self.at + 1
                if token.text == "\\\\":
                    rows.append([])
            self.next()
        rows[-1].append((begin, self.at))
        self.next()
        if self.token.text == "{":
            self.at = self.group_end(self.at)
        return [row for row in rows if any(b > a for a, b in row)]


def number(text: str) -> Number:
    """A number exactly as written."""
    return Number(Fraction(text))
