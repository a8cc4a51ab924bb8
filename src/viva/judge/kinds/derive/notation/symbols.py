"""The names that a question declares, what each stands for, and where its values lie."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Literal

import msgspec

from viva.core import BadInput
from viva.judge.kinds.derive.notation.names import key_of

Role = Literal["scalar", "array", "dimension", "function", "random"]
Domain = Literal[
    "real",
    "positive",
    "nonnegative",
    "unit",
    "sign",
    "label",
    "class",
    "integer",
    "simplex",
    "onehot",
    "sphere",
    "symmetric",
    "definite",
    "orthogonal",
    "diagonal",
    "permutation",
    "centred",
]
Size = str | int

MAX_SYMBOLS = 40


class Declared(msgspec.Struct, frozen=True):
    """One declared name.

    `shape` holds dimension names and numbers; `low` and `high` bound integers and reals;
    `definition` is an expression in the other symbols where the value follows from them;
    `argument` is the symbol that a function is of where its argument may be left out.
    """

    name: str
    role: Role
    domain: Domain = "real"
    shape: tuple[Size, ...] = ()
    low: float | None = None
    high: float | None = None
    definition: str = ""
    argument: str = ""
    spellings: tuple[str, ...] = ()
    text: str = ""


class Symbols(msgspec.Struct, frozen=True):
    """All declared names of a question, found by any of their spellings."""

    table: dict[str, Declared]
    keys: dict[str, str]

    def find(self, key: str) -> Declared | None:
        """The symbol with this key (see `names.key_of`), or None."""
        name = self.keys.get(key)
        return None if name is None else self.table[name]

    def get(self, name: str) -> Declared | None:
        """The symbol declared under exactly this name, or None."""
        return self.table.get(name)

    def __getitem__(self, name: str) -> Declared:
        return self.table[name]

    def nearest(self, name: str) -> str | None:
        """The declared name that looks most like `name`, or None where none does."""
        close = difflib.get_close_matches(name, self.table, n=1, cutoff=0.5)
        if close:
            return close[0]
        folded = {known.lower(): known for known in self.table}
        return folded.get(name.lower())

    def __iter__(self):  # type: ignore[override]  # iterating a table means its entries here
        return iter(self.table.values())


_SCALARS: dict[str, Domain] = {
    "real": "real",
    "scalar": "real",
    "number": "real",
    "positive": "positive",
    "pos": "positive",
    "nonnegative": "nonnegative",
    "nonneg": "nonnegative",
    "unit": "unit",
    "probability": "unit",
    "prob": "unit",
    "sign": "sign",
    "label": "label",
    "binary": "label",
    "bit": "label",
    "bool": "label",
    "int": "integer",
    "integer": "integer",
}
_MATRICES: dict[str, Domain] = {
    "symmetric": "symmetric",
    "definite": "definite",
    "spd": "definite",
    "psd": "definite",
    "orthogonal": "orthogonal",
    "diagonal": "diagonal",
    "permutation": "permutation",
}
_SHAPED: dict[str, Domain] = {
    "vector": "real",
    "matrix": "real",
    "simplex": "simplex",
    "onehot": "onehot",
    "sphere": "sphere",
}
_RANGE = re.compile(r"^(-?\d+(?:\.\d+)?)\s*\.\.\s*(-?\d+(?:\.\d+)?)$")
_NAME = re.compile(r"^[^\W\d]\w*$")
_HEAD = re.compile(r"^([A-Za-z_]+)\s*(?:\[([^\]]*)\])?\s*(.*)$", re.DOTALL)
_MEND = (
    "Declarations read like `x: real`, `sigma: positive`, `p: unit`, `W: int 8..40`, `n: dim`, "
    "`z: vector[K]`, `q: simplex[K]`, `X: matrix[n,d]`, `f: function`, `x: random[s]`, "
    "`p: = softmax(z)`."
)


def declare(given: str | Mapping[str, object]) -> Symbols:
    """The symbols of a question.

    Args:
        given: `"x: real, X: matrix[n,d]"`, or the same as a mapping of names to declarations.
            Dimensions named in brackets become symbols too.

    Raises:
        BadInput: naming the symbol and the declaration that cannot be used.
    """
    pairs: list[tuple[str, object]] = (
        list(_pairs(given)) if isinstance(given, str) else list(given.items())
    )
    if len(pairs) > MAX_SYMBOLS:
        raise BadInput(f"{len(pairs)} symbols are declared; the most is {MAX_SYMBOLS}.")
    table: dict[str, Declared] = {}
    for name, text in pairs:
        name = name.strip()
        if not isinstance(text, str):  # a mapping read from JSON may hold anything
            raise BadInput(f"the declaration is {text!r}, not text.", where=name, mend=_MEND)
        if name in table:
            raise BadInput("declared twice.", where=name)
        table[name] = _declared(name, text)
    for symbol in list(table.values()):
        for size in symbol.shape:
            if isinstance(size, str) and size not in table:
                table[size] = Declared(size, "dimension", "integer", text="dim")
            elif isinstance(size, str) and table[size].role != "dimension":
                if table[size].domain != "integer":
                    raise BadInput(
                        f"`{size}` sizes an axis but is declared `{table[size].text}`.",
                        where=symbol.name,
                        mend=f"Declare `{size}: dim`.",
                    )
                table[size] = Declared(size, "dimension", "integer", text="dim")
    keys: dict[str, str] = {}
    for symbol in table.values():
        for spelling in (symbol.name, *symbol.spellings):
            key = key_of(spelling)
            if keys.setdefault(key, symbol.name) != symbol.name:
                raise BadInput(
                    f"`{spelling}` is read as `{keys[key]}` too.",
                    where=symbol.name,
                    mend="Give one of them another name.",
                )
    return Symbols(table, keys)


def _pairs(text: str) -> list[tuple[str, str]]:
    """`x, y: real, X: matrix[n,d]` cut at the commas outside brackets."""
    pieces: list[str] = []
    depth = 0
    start = 0
    for k, c in enumerate(text):
        if c in "[({":
            depth += 1
        elif c in "])}":
            depth -= 1
        elif c in ",;\n，；" and depth == 0:
            pieces.append(text[start:k])
            start = k + 1
    pieces.append(text[start:])
    pairs: list[tuple[str, str]] = []
    waiting: list[str] = []
    for piece in pieces:
        piece = piece.strip()
        if not piece:
            continue
        name, colon, rest = piece.replace("：", ":").partition(":")
        waiting.append(name.strip())
        if colon:
            pairs.extend((each, rest.strip()) for each in waiting)
            waiting = []
    if waiting:
        raise BadInput(f"`{waiting[0]}` is named but not declared.", where="symbols", mend=_MEND)
    return pairs


def _declared(name: str, text: str) -> Declared:
    body = text.strip()
    spellings: tuple[str, ...] = ()
    if found := re.search(r"\s+also\s+(.+)$", body):
        spellings = tuple(s.strip() for s in found[1].split("|") if s.strip())
        body = body[: found.start()].strip()
    if not name:
        raise BadInput("a symbol without a name.", where="symbols", mend=_MEND)

    def bad(sentence: str) -> BadInput:
        return BadInput(sentence, where=name, mend=_MEND)

    if body.startswith("="):
        return Declared(name, "scalar", definition=body[1:].strip(), spellings=spellings, text=body)
    found = _HEAD.match(body)
    if found is None:
        raise bad(f"`{text}` declares nothing.")
    head, inside, rest = found[1].lower(), found[2], found[3].strip()
    shape = _shape(name, inside) if inside is not None else ()
    low, high, rest = _limits(rest)
    if head in _SHAPED:
        return _shaped(Declared(name, "array", spellings=spellings, text=body), head, shape, rest)
    if head in ("dim", "dimension", "size"):
        return Declared(name, "dimension", "integer", (), low, high, "", "", spellings, body)
    if head in ("function", "fn"):
        words = rest.split()
        argument = words[words.index("of") + 1] if "of" in words[:-1] else ""
        domain: Domain = "positive" if "positive" in words or "density" in words else "real"
        return Declared(name, "function", domain, (), None, None, "", argument, spellings, body)
    if head == "random":
        if len(shape) != 1:
            raise bad("a random variable names its space of outcomes, e.g. `random[s]`.")
        domain = "centred" if rest in ("centred", "centered") else _SCALARS.get(rest, "real")
        return Declared(name, "random", domain, shape, None, None, "", "", spellings, body)
    if head == "label" and shape:
        return Declared(name, "scalar", "class", shape, None, None, "", "", spellings, body)
    if head not in _SCALARS:
        raise bad(f"`{text}` is no kind of symbol.")
    if rest:
        raise bad(f"`{rest}` is left over in `{text}`.")
    domain = _SCALARS[head]
    if domain == "integer" and low is None:
        low, high = 1, 9
    if low is not None and high is not None and low > high:
        raise bad(f"the range {low:g}..{high:g} is empty.")
    return Declared(name, "scalar", domain, (), low, high, "", "", spellings, body)


def _limits(rest: str) -> tuple[float | None, float | None, str]:
    for word in (rest, rest.rpartition(" ")[2]):
        if found := _RANGE.match(word):
            return float(found[1]), float(found[2]), rest[: len(rest) - len(word)].strip()
    return None, None, rest


def _shape(name: str, inside: str) -> tuple[Size, ...]:
    shape: list[Size] = []
    for piece in inside.split(","):
        piece = piece.strip()
        if piece.isdigit() and 0 < int(piece) <= 32:
            shape.append(int(piece))
        elif _NAME.match(piece):
            shape.append(piece)
        else:
            raise BadInput(
                f"`{piece}` is no size of an axis.",
                where=name,
                mend="An axis is a name (`n`) or a number from 1 to 32.",
            )
    return tuple(shape)


def _shaped(start: Declared, head: str, shape: tuple[Size, ...], rest: str) -> Declared:
    axes = {"vector": (1,), "matrix": (2,), "sphere": (1, 2)}.get(head, (1, 2))
    if len(shape) not in axes:
        raise BadInput(
            f"`{start.text}` has {len(shape)} sizes in brackets.", where=start.name, mend=_MEND
        )
    domain = _SHAPED[head]
    low, high, rest = _limits(rest)
    if rest in _SCALARS and domain == "real":
        domain = _SCALARS[rest]
    elif rest in _MATRICES and head == "matrix":
        domain = _MATRICES[rest]
        if domain != "diagonal" and shape[0] != shape[1]:
            raise BadInput(
                f"a {rest} matrix is square, not {shape[0]} by {shape[1]}.", where=start.name
            )
    elif rest:
        raise BadInput(f"`{rest}` is left over in `{start.text}`.", where=start.name, mend=_MEND)
    if domain == "integer" and low is None:
        low, high = 1, 9
    return msgspec.structs.replace(start, domain=domain, shape=shape, low=low, high=high)
