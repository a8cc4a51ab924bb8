"""Draws points where the declared symbols live, and holds the lengths of their dimensions."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable
from typing import Any

import numpy as np

from viva.judge.kinds.derive.meaning.arithmetic import Arithmetic, Array
from viva.judge.kinds.derive.notation.symbols import Declared, Symbols

# different primes for different dimensions, so that 1/n and 1/d cannot be confused
PRIMES = (3, 5, 2, 7, 11, 13)
EXHAUST = 4096
WAVES = 3
MAX_ARGUMENTS = 4


class Points:
    """Drawn values of every symbol: floats, from which either arithmetic builds its own.

    `sizes` gives the length of each dimension that some array has. A simplex, a unit vector or a
    positive definite matrix is kept as what it is made from, so that it is exact in 40 digits too.
    """

    def __init__(
        self,
        symbols: Symbols,
        points: int,
        sizes: dict[str, int],
        raw: dict[str, Array],
    ) -> None:
        self.symbols = symbols
        self.points = points
        self.sizes = sizes
        self.raw = raw
        self._built: dict[tuple[str, str], Array] = {}

    def value(self, name: str, arithmetic: Arithmetic) -> Array:
        key = (name, arithmetic.name)
        if key not in self._built:
            self._built[key] = self._build(name, arithmetic)
        return self._built[key]

    def drawn(self, name: str, arithmetic: Arithmetic) -> Array:
        """What was drawn for a symbol, in this arithmetic's numbers."""
        return arithmetic.raw(self.raw[name])

    def _build(self, name: str, arithmetic: Arithmetic) -> Array:
        declared = self.symbols[name]
        raw = self.drawn(name, arithmetic)
        match declared.domain:
            case "simplex":
                return arithmetic.divide(raw, arithmetic.total(raw, (-1,), True))
            case "sphere":
                squares = arithmetic.total(arithmetic.multiply(raw, raw), (-1,), True)
                return arithmetic.divide(raw, arithmetic.function("sqrt", squares))
            case "definite":
                eye = arithmetic.raw(np.eye(raw.shape[-1]))
                return arithmetic.matmul(raw, np.swapaxes(raw, -1, -2)) + eye
            case "orthogonal":
                return _reflection(raw, arithmetic)
            case "centred":
                weights = self.weights(str(declared.shape[0]), arithmetic)
                mean = arithmetic.total(arithmetic.multiply(raw, weights), (-1,), True)
                return arithmetic.add(raw, -mean)
            case _:
                return raw

    def weights(self, space: str, arithmetic: Arithmetic) -> Array:
        key = (f"Ω{space}", arithmetic.name)
        if key not in self._built:
            raw = arithmetic.raw(self.raw[f"Ω{space}"])
            self._built[key] = arithmetic.divide(raw, arithmetic.total(raw, (-1,), True))
        return self._built[key]

    def applied(self, name: str, primes: int, args: list[Array], arithmetic: Arithmetic) -> Array:
        """A declared function: a few waves and a slope, drawn anew at every point."""
        domain = self.symbols[name].domain
        waves = arithmetic.raw(self.raw[name])
        value = _waves(waves, primes, args, arithmetic)
        if domain != "positive":
            return value
        zeroth = value if primes == 0 else _waves(waves, 0, args, arithmetic)
        growth = arithmetic.function("exp", zeroth)
        if primes == 0:
            return growth
        first = value if primes == 1 else _waves(waves, 1, args, arithmetic)
        if primes == 1:
            return arithmetic.multiply(growth, first)
        return arithmetic.multiply(growth, value + arithmetic.multiply(first, first))

    def take(self, keep: Array | list[int]) -> Points:
        """The same points, only those at `keep`."""
        raw = {name: values[keep] for name, values in self.raw.items()}
        return Points(self.symbols, len(keep), self.sizes, raw)

    def replaced(self, changes: dict[str, Array]) -> Points:
        """The same points with other values for some symbols."""
        return Points(self.symbols, self.points, self.sizes, {**self.raw, **changes})

    def shown(self, place: int, names: Iterable[str]) -> dict[str, Any]:
        """The values at one point, rounded, for a counterexample."""
        from viva.judge.kinds.derive.meaning.evaluate_float import FloatArithmetic

        arithmetic = FloatArithmetic()
        out: dict[str, Any] = {}
        for name in names:
            declared = self.symbols.get(name)
            if name in self.sizes:
                out[name] = self.sizes[name]
            elif declared is not None and not declared.definition and declared.role != "function":
                values = self.value(name, arithmetic)
                out[name] = np.round(values[place % len(values)], 6).tolist()
        return out


def _reflection(raw: Array, arithmetic: Arithmetic) -> Array:
    """An orthogonal matrix: two reflections, along the first two rows of what was drawn."""
    n = raw.shape[-1]
    result = arithmetic.raw(np.broadcast_to(np.eye(n), raw.shape))
    for k in range(min(2, n)):
        v = raw[..., k, :]
        squared = arithmetic.total(arithmetic.multiply(v, v), (-1,), True)[..., None]
        outer = arithmetic.multiply(v[..., :, None], v[..., None, :])
        two = arithmetic.raw(np.array(2.0))
        house = arithmetic.raw(np.eye(n)) - arithmetic.divide(
            arithmetic.multiply(outer, two), squared
        )
        result = arithmetic.matmul(result, house)
    return result


def _waves(waves: Array, primes: int, args: list[Array], arithmetic: Arithmetic) -> Array:
    """`c·x + Σ a sin(ω·x + φ)` or a derivative of it; `waves` is (points, WAVES, 2 + arguments)."""
    width = max(a.ndim for a in args) - 1

    def at(k: int, column: int) -> Array:
        value = waves[:, k, column]
        return value.reshape((len(value), *(1,) * width))

    total: Array | None = None
    for k in range(WAVES):
        phase = at(k, 1)
        for j, arg in enumerate(args):
            phase = arithmetic.add(phase, arithmetic.multiply(at(k, 2 + j), arg))
        name = ("sin", "cos", "sin")[primes]
        wave = arithmetic.multiply(arithmetic.function(name, phase), at(k, 0))
        for _ in range(primes):
            wave = arithmetic.multiply(wave, at(k, 2))
        wave = -wave if primes == 2 else wave
        total = wave if total is None else arithmetic.add(total, wave)
    assert total is not None
    slope = at(0, 0)
    if primes == 0:
        total = arithmetic.add(total, arithmetic.multiply(slope, args[0]))
    elif primes == 1:
        total = arithmetic.add(total, slope)
    return total


class Sampler:
    """Draws batches of points for the symbols that two formulas use.

    `lengths` are dimensions that are lengths although no used symbol has them, as in a sum over an
    index that nothing carries.
    """

    def __init__(
        self,
        symbols: Symbols,
        used: Iterable[str],
        seed: int = 0,
        lengths: Iterable[str] = (),
    ) -> None:
        self.symbols = symbols
        self.used = sorted(closure(symbols, [*used, *lengths]))
        self.lengths = sorted(set(lengths))
        self.rng = np.random.default_rng(np.random.SeedSequence([0x56495641, seed]))
        self.shuffle = random.Random(seed)
        self.dimensions = self._dimensions()
        self.discrete = [n for n in self.used if self._count(symbols[n]) is not None]

    def _dimensions(self) -> list[str]:
        """The dimensions that some used array or random variable has, in a fixed order."""
        found: dict[str, None] = {}
        for name in self.used:
            for size in self.symbols[name].shape:
                if isinstance(size, str):
                    found[size] = None
        return [*found, *(name for name in self.lengths if name not in found)]

    def sizes(self, turn: int) -> dict[str, int]:
        """Lengths for the dimensions; another `turn` deals the primes out differently."""
        count = max(len(self.dimensions), 3)
        primes = PRIMES[:count] if count <= len(PRIMES) else (*PRIMES, *range(17, 17 + count))
        shift = turn % count
        turned = (*primes[shift:], *primes[:shift])
        return {name: turned[k] for k, name in enumerate(self.dimensions)}

    def _count(self, declared: Declared) -> int | None:
        """How many values a symbol has, or None where it is continuous or an array."""
        if declared.shape and declared.domain != "class":
            return None
        if declared.role == "dimension" and declared.name not in self.dimensions:
            return None if declared.low is None else int(declared.high or 0) - int(declared.low) + 1
        if declared.role != "scalar" or declared.definition:
            return None
        match declared.domain:
            case "sign" | "label":
                return 2
            case "integer":
                return int(declared.high or 0) - int(declared.low or 0) + 1
            case _:
                return None

    def combinations(self) -> int:
        """How many joint values the discrete symbols have."""
        total = 1
        for name in self.discrete:
            total *= self._count(self.symbols[name]) or 1
        return total

    def draw(self, points: int, turn: int = 0, wide: bool = False) -> Points:
        """A batch; where the discrete symbols have few joint values, all of them in turn.

        Args:
            points: how many, at least; more where that exhausts the discrete symbols.
            turn: which dealing of lengths.
            wide: draw reals from a wider range.
        """
        sizes = self.sizes(turn)
        combos = self.combinations()
        listed: dict[str, Array] = {}
        if self.discrete and combos <= EXHAUST:
            points = max(points, combos) if turn == 0 and not wide else points
            listed = self._listed(points, combos)
        raw: dict[str, Array] = {}
        for name in self.used:
            declared = self.symbols[name]
            if declared.definition or name in sizes:
                if name in sizes:
                    raw[name] = np.full(points, float(sizes[name]))
                continue
            raw[name] = listed.get(name, self._values(declared, points, sizes, wide))
            if declared.role == "random":
                space = str(declared.shape[0])
                if f"Ω{space}" not in raw:
                    raw[f"Ω{space}"] = self.rng.uniform(0.2, 1.0, (points, sizes[space]))
        return Points(self.symbols, points, sizes, raw)

    def _listed(self, points: int, combos: int) -> dict[str, Array]:
        """Every combination of the discrete values, repeated up to the number of points."""
        order = list(range(combos))
        if combos > points:
            self.shuffle.shuffle(order)
        picked = np.array(list(itertools.islice(itertools.cycle(order), points)))
        out: dict[str, Array] = {}
        for name in self.discrete:
            declared = self.symbols[name]
            count = self._count(declared) or 1
            step = picked % count
            picked = picked // count
            out[name] = _discrete(declared, step)
        return out

    def _values(self, declared: Declared, points: int, sizes: dict[str, int], wide: bool) -> Array:
        rng = self.rng
        if declared.role == "function":
            return rng.uniform(0.3, 1.5, (points, WAVES, 2 + MAX_ARGUMENTS))
        lengths = tuple(sizes[s] if isinstance(s, str) else s for s in declared.shape)
        if declared.domain == "class":
            return rng.integers(1, lengths[0] + 1, points).astype(float)
        shape = (points, *lengths)
        if declared.role == "dimension":
            low, high = int(declared.low or 2), int(declared.high or 11)
            return rng.integers(low, high + 1, points).astype(float)
        match declared.domain:
            case "positive" | "nonnegative":
                spread = 1.2 if wide else 0.7
                return self._within(declared, np.exp(rng.normal(0.0, spread, shape)))
            case "unit":
                return self._within(declared, rng.uniform(0.03, 0.97, shape))
            case "sign":
                return rng.choice([-1.0, 1.0], shape)
            case "label":
                return rng.choice([0.0, 1.0], shape)
            case "integer":
                low, high = int(declared.low or 0), int(declared.high or 0)
                return rng.integers(low, high + 1, shape).astype(float)
            case "simplex":
                return rng.uniform(0.1, 1.0, shape)
            case "onehot":
                return np.eye(lengths[-1])[rng.integers(0, lengths[-1], shape[:-1])]
            case "symmetric":
                half = rng.uniform(-1.5, 1.5, shape)
                return half + np.swapaxes(half, -1, -2)
            case "diagonal":
                return rng.uniform(0.3, 2.0, shape) * np.eye(lengths[0], lengths[1])
            case "permutation":
                rows = [rng.permutation(lengths[0]) for _ in range(points)]
                return np.eye(lengths[0])[np.array(rows)]
            case _:
                width = 8.0 if wide else 2.0
                return self._within(declared, rng.uniform(-width, width, shape))

    def _within(self, declared: Declared, values: Array) -> Array:
        """The declared limits of a real symbol, where it has some."""
        if declared.low is None or declared.high is None:
            return values
        return self.rng.uniform(declared.low, declared.high, values.shape)


def _discrete(declared: Declared, step: Array) -> Array:
    match declared.domain:
        case "sign":
            return 2.0 * step - 1.0
        case "label":
            return step.astype(float)
        case _:
            return step + float(declared.low or 0)


def closure(symbols: Symbols, used: Iterable[str]) -> set[str]:
    """The used symbols with every symbol that their definitions and shapes need."""
    from viva.judge.kinds.derive.notation.reading import read
    from viva.judge.kinds.derive.notation.tree import Applied, Symbol, walk

    found: set[str] = set()
    waiting = list(used)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        declared = symbols.get(name)
        if declared is None:
            continue
        waiting.extend(s for s in declared.shape if isinstance(s, str))
        if declared.definition:
            for node in walk(read(declared.definition, symbols).node):
                if isinstance(node, (Symbol, Applied)):
                    waiting.append(node.name)
    return found
