"""Single changes to a formula, each of them a mistake that people make."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from viva.judge.kinds.derive.notation.naming import looks_array
from viva.judge.kinds.derive.notation.symbols import Symbols
from viva.judge.kinds.derive.notation.tree import (
    Add,
    Binary,
    Bound,
    Call,
    Cases,
    Compare,
    Comparison,
    Element,
    Negative,
    Node,
    Number,
    Symbol,
    children,
    with_children,
)
from viva.judge.kinds.derive.notation.words import words

_INSTEAD = {
    "floor": ("ceil", "round"),
    "ceil": ("floor", "round"),
    "log": ("log2", "log10", "log1p"),
    "tanh": ("sigmoid",),
    "sigmoid": ("tanh", "softplus"),
    "softmax": ("sigmoid",),
    "max": ("min",),
    "min": ("max",),
    "sum": ("mean",),
    "mean": ("sum",),
    "relu": ("sigmoid", "abs"),
    "sin": ("cos",),
    "cos": ("sin",),
    "normal_cdf": ("sigmoid",),
    "exp": ("sigmoid",),
}
_TURNED: dict[Comparison, Comparison] = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_UNWRAPPED = words(
    "sqrt log exp transpose inverse abs floor ceil relu sigmoid tanh softplus square "
    "indicator trace diag mean"
)


class Edit:
    """`code` names the mistake, `part` is the part concerned, `other` what stands instead."""

    __slots__ = ("code", "node", "other", "part")

    def __init__(self, code: str, part: Node, node: Node, other: str = "") -> None:
        self.code = code
        self.part = part
        self.node = node
        self.other = other


# changes that can look like something else: tried last
FAR_FETCHED = frozenset(("symbol", "squared", "rooted", "complement", "number"))


def edits(node: Node, symbols: Symbols) -> Iterator[Edit]:
    """Every formula that is one such change away, the plainest changes first."""
    yield from (edit for edit in _here(node, symbols) if edit.node != node)
    parts = children(node)
    for k, part in enumerate(parts):
        for inner in edits(part, symbols):
            whole = with_children(node, (*parts[:k], inner.node, *parts[k + 1 :]))
            yield Edit(inner.code, inner.part, whole, inner.other)


def _here(node: Node, symbols: Symbols) -> Iterator[Edit]:
    match node:
        case Add(terms):
            yield from _terms(terms)
            match terms:
                case (Number(one), Negative(of)) if one == 1:
                    yield Edit("uncomplemented", of, of)
                case (first, second) if not isinstance(second, Negative):
                    yield Edit("product", node, Binary("", first, second))
                case _:
                    pass
        case Call("kronecker"):
            yield Edit("number", node, Number(Fraction(1)), "1")
        case Negative(of):
            yield Edit("sign", of, of)
        case Binary():
            yield from _binary(node, symbols)
        case Call():
            yield from _call(node)
        case Compare(operator, left, right) if operator in _TURNED:
            yield Edit("turned", node, Compare(_TURNED[operator], left, right))
        case Number(value):
            yield from _number(node, value)
        case Element(base, (first, second), origin) if first != second:
            yield Edit("indices", node, Element(base, (second, first), origin))
        case Bound(operator, index, body, lower, upper, condition):
            if condition is not None:
                yield Edit("condition", condition, Bound(operator, index, body, lower, upper))
            if operator == "sum":
                yield Edit("mean", node, Bound("mean", index, body, lower, upper, condition))
            elif operator == "mean":
                yield Edit("sum", node, Bound("sum", index, body, lower, upper, condition))
        case Cases((first, *rest), otherwise) if otherwise is not None and not rest:
            yield Edit("branches", node, Cases(((otherwise, first[1]),), first[0]))
        case Symbol(name):
            yield from _symbol(node, name, symbols)
        case _:
            pass


def _terms(terms: tuple[Node, ...]) -> Iterator[Edit]:
    for k, term in enumerate(terms):
        if isinstance(term, Call) and term.function in ("sqrt", "exp", "log"):
            rest = (*terms[:k], *terms[k + 1 :])
            yield Edit(
                "inside", Add(rest), Call(term.function, (Add((*term.args, *rest)),)), term.function
            )
    for k, term in enumerate(terms):
        turned = term.of if isinstance(term, Negative) else Negative(term)
        plain = term.of if isinstance(term, Negative) else term
        yield Edit("sign", plain, Add((*terms[:k], turned, *terms[k + 1 :])))
    for k, term in enumerate(terms):
        rest = (*terms[:k], *terms[k + 1 :])
        plain = term.of if isinstance(term, Negative) else term
        yield Edit("dropped_term", plain, rest[0] if len(rest) == 1 else Add(rest))


def _binary(node: Binary, symbols: Symbols) -> Iterator[Edit]:
    left, right = node.left, node.right
    match node.operator:
        case "/" | "//":
            yield Edit("dropped_division", right, left)
            yield Edit("inverted", node, Binary("/", right, left))
            one = Number(Fraction(1))
            if left != one:
                yield Edit("dropped_factor", left, Binary("/", one, right))
            yield Edit("multiplied", right, Binary("", left, right))
            yield Edit("squared", right, Binary("/", left, Binary("^", right, Number(Fraction(2)))))
            yield Edit("rooted", right, Binary("/", left, Call("sqrt", (right,))))
        case "^":
            yield Edit("dropped_power", node, left)
            yield Edit("inverted", node, Binary("^", left, Negative(right)))
            yield Edit("squared", node, Binary("^", left, Number(Fraction(2))))
            yield Edit("halved_power", node, Binary("^", left, Number(Fraction(1, 2))))
        case _:
            yield Edit("dropped_factor", left, right)
            yield Edit("dropped_factor", right, left)
            if isinstance(left, Binary) and left.operator == node.operator:
                both = Binary(node.operator, left.right, right)
                yield Edit("dropped_factor", both, left.left)
            yield Edit("total", node, Add((left, right)))
            yield Edit("divided", right, Binary("/", left, right))
            if all(looks_array(side, symbols) for side in (left, right)):
                yield Edit("order", node, Binary(node.operator, right, left))


def _call(node: Call) -> Iterator[Edit]:
    args = node.args
    if node.function in ("sqrt", "exp", "log") and isinstance(args[0], Add):
        first, *rest = args[0].terms
        outside = Add((Call(node.function, (first,)), *rest))
        yield Edit("outside", Add(tuple(rest)), outside, node.function)
    if len(args) == 1 and node.function in _UNWRAPPED:
        yield Edit("dropped_function", node, args[0], node.function)
    for other in _INSTEAD.get(node.function, ()):
        yield Edit("function", node, Call(other, args, node.primes, node.axis), other)
    if node.primes:
        yield Edit("prime", node, Call(node.function, args))
    if len(args) == 1 and node.function in ("sqrt", "norm"):
        yield Edit("squared", node, Binary("^", node, Number(Fraction(2))))


def _number(node: Number, value: Fraction) -> Iterator[Edit]:
    for other in (value + 1, value - 1, value * 2, value / 2, -value):
        if other != value:
            yield Edit("number", node, Number(other), str(other))


def _symbol(node: Symbol, name: str, symbols: Symbols) -> Iterator[Edit]:
    here = symbols[name]
    if here.domain not in ("onehot", "label"):  # these are their own squares
        yield Edit("squared", node, Binary("^", node, Number(Fraction(2))))
    symmetric = here.domain in ("symmetric", "definite", "diagonal")
    if here.role == "array" and len(here.shape) == 2 and not symmetric:
        yield Edit("transposed", node, Call("transpose", (node,)))
    if here.role == "scalar" and here.domain in ("positive", "unit", "nonnegative"):
        yield Edit("rooted", node, Call("sqrt", (node,)))
        yield Edit("complement", node, Add((Number(Fraction(1)), Negative(node))))
    for other in symbols.table.values():
        if (
            other.name != name
            and other.shape == here.shape
            and (other.role == here.role or {other.role, here.role} == {"scalar", "dimension"})
        ):
            yield Edit("symbol", node, Symbol(other.name), other.name)
