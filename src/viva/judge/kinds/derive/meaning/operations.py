"""How each operation of a program computes its values from those of its arguments."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from viva.judge.kinds.derive.meaning.arithmetic import Array, TooLarge
from viva.judge.kinds.derive.meaning.program import Op

if TYPE_CHECKING:
    from viva.judge.kinds.derive.meaning.evaluate import Evaluation

MAX_CELLS = 2_000_000
MAX_RANGE = 200

Rule = Callable[["Evaluation", Op], Array]


def _number(e: Evaluation, op: Op) -> Array:
    assert isinstance(op.data, (int, Fraction))
    return e.scalar(e.arithmetic.number(Fraction(op.data)))


def _constant(e: Evaluation, op: Op) -> Array:
    return e.scalar(e.arithmetic.constant(str(op.data)))


def _symbol(e: Evaluation, op: Op) -> Array:
    return e.spread(e.batch.value(str(op.data), e.arithmetic), op.shape.rank)


def _random(e: Evaluation, op: Op) -> Array:
    assert isinstance(op.data, tuple)
    return e.along(str(op.data[1]), e.batch.value(str(op.data[0]), e.arithmetic))


def _index(e: Evaluation, op: Op) -> Array:
    name = str(op.data)
    values = np.arange(e.start[name], e.start[name] + e.size[name], dtype=float)
    return e.along(name, e.arithmetic.raw(values[None, :]))


def _size(e: Evaluation, op: Op) -> Array:
    assert isinstance(op.data, (str, int))
    return e.scalar(e.arithmetic.number(Fraction(e.dim(op.data))))


def _same(e: Evaluation, op: Op) -> Array:
    value = e.value(op.args[0])
    missing = e.width + op.shape.rank - value.ndim
    return value.reshape((*value.shape, *(1,) * missing)) if missing > 0 else value


def _neg(e: Evaluation, op: Op) -> Array:
    return -e.value(op.args[0])


def _folded(function: str) -> Rule:
    def rule(e: Evaluation, op: Op) -> Array:
        combine = getattr(e.arithmetic, function)
        result = e.value(op.args[0])
        for arg in op.args[1:]:
            value = e.value(arg)
            e.guard(result, value)
            result = combine(result, value)
        return result

    return rule


def _fold(e: Evaluation, op: Op) -> Array:
    return _folded("larger" if op.data == "max" else "smaller")(e, op)


def _compare(e: Evaluation, op: Op) -> Array:
    a, b = e.value(op.args[0]), e.value(op.args[1])
    e.guard(a, b)
    return e.arithmetic.compare(str(op.data), a, b)


def _and(e: Evaluation, op: Op) -> Array:
    return _folded("multiply")(e, op)


def _or(e: Evaluation, op: Op) -> Array:
    return _folded("larger")(e, op)


def _not(e: Evaluation, op: Op) -> Array:
    return e.arithmetic.add(e.scalar(e.arithmetic.number(Fraction(1))), -e.value(op.args[0]))


def _cases(e: Evaluation, op: Op) -> Array:
    args = list(op.args)
    if len(args) % 2:
        result = e.value(args.pop())
    else:
        result = e.scalar(e.arithmetic.nan())
        result = result.reshape(result.shape + (1,) * op.shape.rank)
    while args:
        held, value = e.value(args.pop()), e.value(args.pop())
        e.guard(held, value)
        result = e.arithmetic.choose(held, value, result)
    return result


def _function(e: Evaluation, op: Op) -> Array:
    return e.arithmetic.function(str(op.data), e.value(op.args[0]))


def _applied(e: Evaluation, op: Op) -> Array:
    assert isinstance(op.data, tuple)
    name, primes = op.data
    assert isinstance(primes, int)
    return e.batch.applied(str(name), primes, [e.value(a) for a in op.args], e.arithmetic)


def _expand(e: Evaluation, op: Op) -> Array:
    assert isinstance(op.data, tuple)
    value = e.value(op.args[0])
    return np.expand_dims(value, tuple(e.width + int(str(k)) for k in op.data))


def _transpose(e: Evaluation, op: Op) -> Array:
    return np.swapaxes(e.value(op.args[0]), -1, -2)


def _inner(e: Evaluation, op: Op) -> Array:
    a, b = e.value(op.args[0]), e.value(op.args[1])
    e.guard(a, b)
    return e.arithmetic.total(e.arithmetic.multiply(a, b), (-1,), False)


def _outer(e: Evaluation, op: Op) -> Array:
    a, b = e.value(op.args[0])[..., :, None], e.value(op.args[1])[..., None, :]
    e.guard(a, b)
    return e.arithmetic.multiply(a, b)


def _matmul(e: Evaluation, op: Op) -> Array:
    a, b = e.value(op.args[0]), e.value(op.args[1])
    e.guard(a[..., 0], b[..., 0])
    if op.data == "mv":
        return e.arithmetic.matmul(a, b[..., :, None])[..., 0]
    if op.data == "vm":
        return e.arithmetic.matmul(a[..., None, :], b)[..., 0, :]
    return e.arithmetic.matmul(a, b)


def _reduce(e: Evaluation, op: Op) -> Array:
    assert isinstance(op.data, tuple)
    name, over = op.data
    assert isinstance(over, tuple)
    axes = tuple(e.width + int(str(k)) for k in over)
    return _over(e, str(name), e.value(op.args[0]), axes, False)


def _over(e: Evaluation, name: str, x: Array, axes: tuple[int, ...], keepdims: bool) -> Array:
    """A reduction over array axes; without axes, of each number by itself."""
    k = e.arithmetic
    match name:
        case "sum":
            return k.total(x, axes, keepdims) if axes else x
        case "prod":
            return k.product(x, axes, keepdims) if axes else x
        case "max":
            return k.largest(x, axes, keepdims) if axes else x
        case "min":
            return k.smallest(x, axes, keepdims) if axes else x
        case "mean":
            return _mean(e, x, axes, keepdims)
        case "var" | "std":
            centred = k.add(x, -_mean(e, x, axes, True))
            spread = _mean(e, k.multiply(centred, centred), axes, keepdims)
            return k.function("sqrt", spread) if name == "std" else spread
        case "logsumexp":
            total = k.function("exp", x)
            return k.function("log", k.total(total, axes, keepdims) if axes else total)
        case "argmax" | "argmin":
            flat = x.reshape((*x.shape[: x.ndim - len(axes)], -1)) if len(axes) > 1 else x
            axis = flat.ndim - 1 if len(axes) > 1 else min(axes)
            place = k.which_largest(flat if name == "argmax" else -flat, axis)
            return np.expand_dims(place, axis) if keepdims else place
        case _:
            raise AssertionError(name)


def _mean(e: Evaluation, x: Array, axes: tuple[int, ...], keepdims: bool) -> Array:
    if not axes:
        return x
    count = 1
    for axis in axes:
        count *= x.shape[axis]
    total = e.arithmetic.total(x, axes, keepdims)
    return e.arithmetic.divide(total, np.array(e.arithmetic.number(Fraction(count)), dtype=x.dtype))


def _norm(e: Evaluation, op: Op) -> Array:
    x = e.value(op.args[0])
    axes = tuple(range(e.width, x.ndim))
    if op.data == 1:
        return e.arithmetic.total(e.arithmetic.function("abs", x), axes, False)
    squares = e.arithmetic.total(e.arithmetic.multiply(x, x), axes, False)
    return e.arithmetic.function("sqrt", squares)


def _softmax(e: Evaluation, op: Op) -> Array:
    assert isinstance(op.data, tuple)
    name, axis = op.data
    x = e.value(op.args[0])
    over = (e.width + int(str(axis)),)
    k = e.arithmetic
    x = k.add(x, -k.largest(x, over, True))
    raised = k.function("exp", x)
    total = k.total(raised, over, True)
    if name == "log_softmax":
        return k.add(x, -k.function("log", total))
    return k.divide(raised, total)


def _inverse(e: Evaluation, op: Op) -> Array:
    return e.arithmetic.inverse(e.value(op.args[0]))


def _det(e: Evaluation, op: Op) -> Array:
    return e.arithmetic.determinant(e.value(op.args[0]))


def _trace(e: Evaluation, op: Op) -> Array:
    return e.arithmetic.total(_diagonal(e, op), (-1,), False)


def _diagonal(e: Evaluation, op: Op) -> Array:
    return np.diagonal(e.value(op.args[0]), axis1=-2, axis2=-1)


def _diag(e: Evaluation, op: Op) -> Array:
    x = e.value(op.args[0])
    n = x.shape[-1]
    out = np.empty((*x.shape, n), dtype=x.dtype)
    out[...] = e.arithmetic.number(Fraction(0))
    k = np.arange(n)
    out[..., k, k] = x
    return out


def _identity(e: Evaluation, op: Op) -> Array:
    n = e.dim(op.shape.dims[0])
    eye = e.arithmetic.raw(np.eye(n))
    return eye.reshape((1,) * e.width + (n, n))


def _fill(e: Evaluation, op: Op) -> Array:
    assert isinstance(op.data, int)
    shape = tuple(e.dim(d) for d in op.shape.dims)
    out = e.scalar(e.arithmetic.number(Fraction(op.data)))
    return np.broadcast_to(out.reshape((1,) * (e.width + len(shape))), (1,) * e.width + shape)


def _stack(e: Evaluation, op: Op) -> Array:
    values = np.broadcast_arrays(*(e.value(a) for a in op.args))
    joined = np.stack(values, axis=-1)
    return joined.reshape((*joined.shape[:-1], *(e.dim(d) for d in op.shape.dims)))


def _bound(e: Evaluation, op: Op) -> Array:
    assert isinstance(op.data, tuple)
    operator, name = str(op.data[0]), str(op.data[1])
    k = e.arithmetic
    mask: Array | None = None
    if "range" in op.data[2:]:
        mask = _range(e, name, op)
    body = e.value(op.args[0])
    axis = e.place[name]
    if "held" in op.data[2:]:
        held = e.value(op.args[-1])
        mask = held if mask is None else k.multiply(mask, held)
    if body.shape[axis] == 1 != e.size[name]:
        body = np.broadcast_to(body, (*body.shape[:axis], e.size[name], *body.shape[axis + 1 :]))
    if mask is not None:
        mask = mask.reshape(mask.shape + (1,) * op.shape.rank)
        body = _masked(e, operator, name, body, mask)
        if operator == "mean":
            counted = k.total(np.broadcast_to(mask, body.shape), (axis,), True)
            return k.divide(k.total(body, (axis,), True), counted)
    if operator in ("argmax", "argmin"):
        place = _over(e, operator, body, (axis,), True)
        return k.add(place, e.scalar(k.number(Fraction(e.start[name]))))
    return _over(e, operator, body, (axis,), True)


def _masked(e: Evaluation, operator: str, name: str, body: Array, mask: Array) -> Array:
    """The body with the terms that do not count made neutral."""
    k = e.arithmetic
    if operator in ("max", "argmax", "min", "argmin"):
        edge = k.constant("infinity")
        neutral = e.scalar(-edge if operator.endswith("max") else edge)
    else:
        neutral = e.scalar(k.number(Fraction(1 if operator == "prod" else 0)))
    neutral = neutral.reshape((1,) * body.ndim)
    return k.choose(mask, body, neutral)


def _range(e: Evaluation, name: str, op: Op) -> Array:
    """Sets the axis of a sum whose ends are computed; the mask of the terms that count."""
    low, high = e.value(op.args[1]), e.value(op.args[2])
    floats = np.concatenate([e.arithmetic.floats(low).ravel(), e.arithmetic.floats(high).ravel()])
    if not np.all(np.isfinite(floats)):
        raise TooLarge
    first = int(np.floor(e.arithmetic.floats(low).min()))
    last = int(np.floor(e.arithmetic.floats(high).max() + 1e-9))
    count = max(1, last - first + 1)
    if count > MAX_RANGE:
        raise TooLarge
    e.start[name], e.size[name] = first, count
    values = np.arange(first, first + count, dtype=float)[None, :]
    index = e.along(name, e.arithmetic.raw(values))
    k = e.arithmetic
    return k.multiply(k.compare(">=", index, low), k.compare("<=", index, high))


def _expect(e: Evaluation, op: Op) -> Array:
    space = str(op.data)
    body = e.value(op.args[0])
    weights = e.along(space, e.batch.weights(space[1:], e.arithmetic))
    weights = weights.reshape(weights.shape + (1,) * op.shape.rank)
    e.guard(body, weights)
    return e.arithmetic.total(e.arithmetic.multiply(body, weights), (e.place[space],), True)


def _element(e: Evaluation, op: Op) -> Array:
    assert isinstance(op.data, tuple)
    base = e.value(op.args[0])
    spec = op.data
    plain = all((isinstance(s, tuple) and s[0] == "axis") or s == "keep" for s in spec)
    if plain and all(length == 1 for length in base.shape[1 : e.width]):
        names = [str(s[1]) for s in spec if isinstance(s, tuple)]
        if len(set(names)) == len(names):
            return _relabelled(e, base, spec)
    return _gathered(e, op, base)


def _relabelled(e: Evaluation, base: Array, spec: tuple[Any, ...]) -> Array:
    """Entries picked by running indices only: the axes are moved, nothing is copied."""
    flat = base.reshape((base.shape[0], *base.shape[e.width :]))
    places = [e.place[str(s[1])] if isinstance(s, tuple) else 100 + k for k, s in enumerate(spec)]
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = flat.transpose((0, *(1 + k for k in order)))
    shape = [1] * e.width
    shape[0] = len(moved)
    tail: list[int] = []
    for position, k in enumerate(order):
        length = moved.shape[1 + position]
        if places[k] < 100:
            shape[places[k]] = length
        else:
            tail.append(length)
    return moved.reshape((*shape, *tail))


def _gathered(e: Evaluation, op: Op, base: Array) -> Array:
    """The general case: every axis gets an index array, and all of them broadcast."""
    assert isinstance(op.data, tuple)
    spec: tuple[Any, ...] = op.data
    kept = sum(1 for s in spec if s == "keep")
    width = e.width + kept
    indices: list[Array] = []
    bad: Array | None = None
    for axis in range(e.width):
        length = base.shape[axis]
        shape = [1] * width
        shape[axis] = length
        indices.append(np.arange(length).reshape(shape))
    seen = 0
    for k, s in enumerate(spec):
        length = base.shape[e.width + k]
        shape = [1] * width
        if s == "keep":
            shape[e.width + seen] = length
            seen += 1
            indices.append(np.arange(length).reshape(shape))
        elif s[0] == "axis":
            shape[e.place[str(s[1])]] = length
            indices.append(np.arange(length).reshape(shape))
        elif s[0] == "end":
            indices.append(np.full(shape, max(0, length - s[1])))
        else:
            value = e.arithmetic.floats(e.value(op.args[1 + s[1]]))
            place = np.rint(value) - s[2]
            outside = ~((place >= 0) & (place < length) & (np.abs(value - np.rint(value)) < 1e-9))
            outside = outside.reshape(outside.shape + (1,) * kept)
            bad = outside if bad is None else bad | outside
            place = np.where(np.isfinite(place), place, 0).clip(0, length - 1).astype(int)
            indices.append(place.reshape(place.shape + (1,) * kept))
    cells = 1
    for length in np.broadcast_shapes(*(i.shape for i in indices)):
        cells *= length
    if cells > MAX_CELLS:
        raise TooLarge
    picked = base[tuple(indices)]
    if bad is not None and bad.any():
        picked = picked.copy()
        picked[np.broadcast_to(bad, picked.shape)] = e.arithmetic.nan()
    return picked


RULES: dict[str, Rule] = {
    "number": _number,
    "constant": _constant,
    "symbol": _symbol,
    "random": _random,
    "index": _index,
    "size": _size,
    "same": _same,
    "neg": _neg,
    "add": _folded("add"),
    "mul": _folded("multiply"),
    "div": _folded("divide"),
    "pow": _folded("power"),
    "fold": _fold,
    "compare": _compare,
    "and": _and,
    "or": _or,
    "not": _not,
    "cases": _cases,
    "fn": _function,
    "applied": _applied,
    "expand": _expand,
    "transpose": _transpose,
    "inner": _inner,
    "outer": _outer,
    "matmul": _matmul,
    "reduce": _reduce,
    "norm": _norm,
    "softmax": _softmax,
    "inverse": _inverse,
    "det": _det,
    "trace": _trace,
    "diagonal": _diagonal,
    "diag": _diag,
    "identity": _identity,
    "fill": _fill,
    "stack": _stack,
    "bound": _bound,
    "expect": _expect,
    "element": _element,
}
