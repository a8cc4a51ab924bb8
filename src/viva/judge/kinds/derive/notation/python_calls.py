"""Calls in Python notation: functions by name, methods, loops inside a sum."""

from __future__ import annotations

import ast
import difflib
from fractions import Fraction

from viva.core import Text
from viva.judge.kinds.derive.notation.functions import FUNCTIONS, find_function
from viva.judge.kinds.derive.notation.names import join_key, split_word
from viva.judge.kinds.derive.notation.naming import find_word, is_array
from viva.judge.kinds.derive.notation.python_names import EXPECTATIONS, PythonNames
from viva.judge.kinds.derive.notation.tree import (
    Add,
    Applied,
    Binary,
    Bound,
    BoundOperator,
    Call,
    Constant,
    Element,
    Expectation,
    Identity,
    Index,
    Logic,
    Negative,
    Node,
    Number,
    Ones,
    Symbol,
    negative,
)
from viva.judge.kinds.derive.notation.unreadable import NO_HINT
from viva.judge.kinds.derive.notation.words import words

_BOUND: dict[str, BoundOperator] = {
    "sum": "sum",
    "prod": "prod",
    "max": "max",
    "min": "min",
    "mean": "mean",
}
_NO_ARGUMENT_METHODS = words(
    "sum mean prod max min argmax argmin var std exp log sqrt abs tanh sigmoid relu softmax "
    "norm trace det inverse diag square transpose t logsumexp sign floor ceil item clone "
    "detach copy float double astype ravel flatten squeeze dot matmul mm mv pow clip clamp "
    "diagonal inv outer"
)
_SAME = words("item clone detach copy float double astype ravel flatten squeeze")


class PythonCalls(PythonNames):
    """Reads everything that is applied to something."""

    # ------------------------------------------------------------------ calls

    def _call(self, node: ast.Call) -> Node:
        func = node.func
        if isinstance(func, ast.Name):
            return self._named_call(node, func)
        if isinstance(func, ast.Attribute):
            if self._module(func.value):
                return self._function(node, func.attr, list(node.args))
            if func.attr in _NO_ARGUMENT_METHODS:
                return self._method(node, func)
            raise self._no_attribute(func)
        raise self.refused(func)

    def _named_call(self, node: ast.Call, func: ast.Name) -> Node:
        word = func.id.rstrip("_") or func.id
        found = find_word(self.symbols, word)
        if found is not None and found.role == "function":
            return Applied(found.name, self._plain_arguments(node))
        base, accents, sub = split_word(word)
        primes = accents.count("prime")
        if found is None and primes:
            stem = tuple(a for a in accents if a != "prime")
            owner = self.symbols.find(join_key(base, stem, sub))
            if owner is not None and owner.role == "function":
                return Applied(owner.name, self._plain_arguments(node), primes)
            function = "sigmoid" if base == "sigma" else find_function(base)
            if function is not None and not stem and not sub:
                return Call(function, self._plain_arguments(node), primes)
        if found is not None:
            args = self._plain_arguments(node)
            at = tuple(a.at[0] if isinstance(a, Element) and len(a.at) == 1 else a for a in args)
            if (
                is_array(self.symbols, found)
                and len(at) == len(found.shape)
                and all(isinstance(a, Index) for a in at)
            ):
                return Element(Symbol(found.name), at, 0)
            if len(args) == 1:
                return Binary("", Symbol(found.name), args[0])
            raise self.fail(node, Text(f"`{word}` is no function.", f"`{word}` 不是函数。"))
        if word in EXPECTATIONS:
            return self.expectation(node, word, list(node.args))
        return self._function(node, word, list(node.args))

    def _plain_arguments(self, node: ast.Call) -> tuple[Node, ...]:
        if node.keywords:
            raise self.fail(node, Text("no keyword is read here.", "这里不读取关键字参数。"))
        return tuple(
            self._position(arg) if isinstance(arg, ast.Name) else self.read(arg)
            for arg in node.args
        )

    def expectation(self, node: ast.AST, word: str, args: list[ast.expr]) -> Node:
        if len(args) == 1 and isinstance(args[0], ast.Tuple):
            args = list(args[0].elts)
        if len(args) != (2 if word == "Cov" else 1):
            raise self.fail(
                node,
                Text(f"`{word}` has {len(args)} arguments.", f"`{word}` 有 {len(args)} 个参数。"),
            )
        operator = (
            "Cov" if word == "Cov" else "Var" if word == "Var" else "Std" if word == "Std" else "E"
        )
        return Expectation(operator, tuple(self.read(arg) for arg in args))

    def _method(self, node: ast.Call, func: ast.Attribute) -> Node:
        if func.attr in _SAME:
            return self.read(func.value)
        name = {"t": "transpose", "diagonal": "diag", "dot": "matmul"}.get(func.attr, func.attr)
        return self._function(node, name, [func.value, *node.args])

    def _function(self, node: ast.Call, word: str, args: list[ast.expr]) -> Node:
        special = self._special(node, word, args)
        if special is not None:
            return special
        name = "sigmoid" if word == "sigma" else find_function(word)
        if name is None:
            near = _nearest_function(word)
            raise self.fail(
                node,
                Text(f"the function `{word}` is not known here.", f"没有 `{word}` 这个函数。"),
                Text(f"Did you mean `{near}`?", f"是不是想写 `{near}`？") if near else NO_HINT,
            )
        axis, keepdims, extra = self._keywords(node, name)
        if len(args) == 2 and FUNCTIONS.get(name) is not None:
            known = FUNCTIONS[name]
            if known.effect == "reduce" or (name in ("softmax", "log_softmax")):
                axis, args = self._axis(args[1]), args[:1]
        if (
            name in _BOUND
            and len(args) == 1
            and isinstance(args[0], (ast.GeneratorExp, ast.ListComp))
        ):
            return self._comprehension(_BOUND[name], args[0])
        if name == "norm" and len(args) == 2:
            args, extra = args[:1], (self._order(args[1]), *extra)
        values = (*(self.read(arg) for arg in args), *extra)
        if name == "pow":
            if len(values) != 2:
                raise self.fail(node, Text("`pow` takes 2 arguments.", "`pow` 需要 2 个参数。"))
            return Binary("^", values[0], values[1])
        known = FUNCTIONS[name]
        if not known.low <= len(values) <= known.high:
            need = str(known.low) if known.low == known.high else f"{known.low}–{known.high}"
            raise self.fail(
                node,
                Text(
                    f"`{word}` takes {need} argument(s), not {len(values)}.",
                    f"`{word}` 需要 {need} 个参数，这里有 {len(values)} 个。",
                ),
            )
        if name in ("value",):
            return values[0]
        return Call(name, values, 0, axis, keepdims)

    def _special(self, node: ast.Call, word: str, args: list[ast.expr]) -> Node | None:
        """Functions that build or select rather than compute."""
        match word:
            case "eye" | "identity":
                return Identity(self.read(args[0]) if args else None)
            case "ones" | "zeros":
                value = 1 if word == "ones" else 0
                if not args:
                    return Ones((), value)
                sizes = args[0].elts if isinstance(args[0], (ast.Tuple, ast.List)) else args
                return Ones(tuple(self.read(s) for s in sizes), value)
            case "array" | "tensor" | "stack" | "vstack" if len(args) == 1:
                return self.read(args[0])
            case "multiply" if len(args) == 2:
                return Binary("*", self.read(args[0]), self.read(args[1]))
            case "divide" | "true_divide" | "div" if len(args) == 2:
                return Binary("/", self.read(args[0]), self.read(args[1]))
            case "add" if len(args) == 2:
                return Add((self.read(args[0]), self.read(args[1])))
            case "subtract" | "sub" if len(args) == 2:
                return Add((self.read(args[0]), Negative(self.read(args[1]))))
            case "negative" | "neg" if len(args) == 1:
                return negative(self.read(args[0]))
            case "dot" | "inner" | "vdot" if len(args) == 2:
                return Call("matmul", (self.read(args[0]), self.read(args[1])))
            case "I" if len(args) == 1:
                return Call("indicator", (self.read(args[0]),))
            case "delta" if len(args) == 2:
                return Call("kronecker", tuple(self._position(a) for a in args))
            case "logical_and" | "logical_or" if len(args) == 2:
                operator = "and" if word == "logical_and" else "or"
                return Logic(operator, (self.read(args[0]), self.read(args[1])))
            case "Phi" if len(args) == 1:
                return Call("normal_cdf", (self.read(args[0]),))
            case "phi" if len(args) == 1:
                return Call("normal_pdf", (self.read(args[0]),))
            case "relu6" | "einsum" | "eval" | "exec" | "open" | "getattr":
                raise self.fail(node, Text(f"`{word}` is not read.", f"不读取 `{word}`。"))
            case _:
                return None

    def _keywords(self, node: ast.Call, name: str) -> tuple[int | None, bool, tuple[Node, ...]]:
        axis: int | None = None
        keepdims = False
        extra: dict[str, Node] = {}
        for keyword in node.keywords:
            match keyword.arg:
                case "axis" | "dim":
                    axis = self._axis(keyword.value)
                case "keepdims" | "keepdim":
                    keepdims = (
                        isinstance(keyword.value, ast.Constant) and keyword.value.value is True
                    )
                case "min" | "a_min" | "max" | "a_max" if name == "clip":
                    extra[keyword.arg.removeprefix("a_")] = self.read(keyword.value)
                case "ord" | "p" if name == "norm":
                    extra["ord"] = self._order(keyword.value)
                case "alpha" | "negative_slope" if name in ("elu", "leaky_relu"):
                    extra["alpha"] = self.read(keyword.value)
                case "ddof" | "correction" | "unbiased" if _is_zero(keyword.value):
                    continue
                case _:
                    raise self.fail(
                        node,
                        Text(
                            f"the keyword `{keyword.arg}` is not read.",
                            f"不读取关键字参数 `{keyword.arg}`。",
                        ),
                    )
        if name == "clip" and extra:
            low = extra.get("min", negative(Constant("infinity")))
            return axis, keepdims, (low, extra.get("max", Constant("infinity")))
        return axis, keepdims, tuple(extra.values())

    def _order(self, value: ast.expr) -> Node:
        if isinstance(value, ast.Constant) and value.value == "fro":
            return Number(Fraction(2))
        return self.read(value)

    def _axis(self, value: ast.expr) -> int | None:
        if isinstance(value, ast.Constant) and value.value is None:
            return None
        sign = 1
        if isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.USub):
            sign, value = -1, value.operand
        if isinstance(value, ast.Constant) and type(value.value) is int and value.value in (0, 1):
            return sign * value.value
        raise self.fail(value, Text("an axis is 0, 1 or -1.", "轴应为 0、1 或 -1。"))

    # ------------------------------------------------------------------ comprehensions

    def _comprehension(
        self, operator: BoundOperator, node: ast.GeneratorExp | ast.ListComp
    ) -> Node:
        kept = dict(self.local)
        loops: list[tuple[str, Node | None, Node | None, Node | None]] = []
        for loop in node.generators:
            index, lower, upper = self._loop(loop)
            held = [self.read(test) for test in loop.ifs]
            condition = held[0] if len(held) == 1 else Logic("and", tuple(held)) if held else None
            loops.append((index, lower, upper, condition))
        body = self.read(node.elt)
        for index, lower, upper, condition in reversed(loops):
            body = Bound(operator, index, body, lower, upper, condition)
        self.local = kept
        return body

    def _loop(self, loop: ast.comprehension) -> tuple[str, Node | None, Node | None]:
        target, over = loop.target, loop.iter
        if isinstance(over, ast.Call) and isinstance(over.func, ast.Name):
            if over.func.id == "range" and isinstance(target, ast.Name):
                return self._range(target.id, over)
            if over.func.id == "zip" and isinstance(target, ast.Tuple):
                return self._parallel(loop, list(target.elts), list(over.args))
            if over.func.id == "enumerate" and isinstance(target, ast.Tuple):
                first, second = target.elts[0], target.elts[-1]
                if isinstance(first, ast.Name) and len(over.args) == 1:
                    self.local[first.id] = Index(first.id)
                    self._iterate(loop, second, self.read(over.args[0]), first.id)
                    return first.id, None, None
        if isinstance(target, ast.Name):
            return self._parallel(loop, [target], [over])
        raise self.fail(
            over, Text("loop over `range(n)` or an array.", "请对 `range(n)` 或数组循环。")
        )

    def _range(self, name: str, call: ast.Call) -> tuple[str, Node, Node]:
        ends = [self.read(arg) for arg in call.args]
        if not 1 <= len(ends) <= 2:
            raise self.fail(
                call, Text("`range` takes 1 or 2 ends.", "`range` 需要 1 或 2 个端点。")
            )
        lower = ends[0] if len(ends) == 2 else Number(Fraction(0))
        self.local[name] = Index(name)
        return name, lower, _minus_one(ends[-1])

    def _parallel(
        self, loop: ast.comprehension, targets: list[ast.expr], arrays: list[ast.expr]
    ) -> tuple[str, None, None]:
        index = self._fresh_index()
        if len(targets) != len(arrays):
            raise self.fail(
                loop.iter, Text("names and arrays differ in number.", "变量与数组个数不同。")
            )
        values = [self.read(array) for array in arrays]
        for target, value in zip(targets, values, strict=True):
            self._iterate(loop, target, value, index)
        return index, None, None

    def _fresh_index(self) -> str:
        """A letter for an index that the learner did not name."""
        taken = {node.name for node in self.local.values() if isinstance(node, Index)}
        for letter in "ijklmnqrs":
            if letter not in taken and letter not in self.local and not self.symbols.find(letter):
                self.local[f"{letter} "] = Index(letter)
                return letter
        self.fresh += 1
        return f"i{self.fresh}"

    def _iterate(self, loop: ast.comprehension, target: ast.expr, value: Node, index: str) -> None:
        if not isinstance(target, ast.Name):
            raise self.fail(loop.iter, Text("a loop names one variable.", "循环变量应是一个名字。"))
        self.local[target.id] = Element(value, (Index(index),), 0)


def _minus_one(node: Node) -> Node:
    """`n + 1` less one is `n`; else the difference is written out."""
    match node:
        case Number(value):
            return Number(value - 1)
        case Add((first, Number(value))) if value == 1:
            return first
        case _:
            return Add((node, Number(Fraction(-1))))


def _is_zero(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value in (0, False)


def _nearest_function(word: str) -> str | None:
    close = difflib.get_close_matches(word.lower(), FUNCTIONS, n=1, cutoff=0.7)
    return close[0] if close else None
