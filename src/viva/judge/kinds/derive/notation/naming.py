"""What a name with its subscripts stands for: a symbol, an element, or nothing that is known."""

from __future__ import annotations

from viva.core import Text
from viva.judge.kinds.derive.notation.characters import GREEK_OF_NAME
from viva.judge.kinds.derive.notation.names import join_key, split_word
from viva.judge.kinds.derive.notation.symbols import Declared, Symbols
from viva.judge.kinds.derive.notation.tree import (
    Add,
    Binary,
    Call,
    Element,
    Identity,
    Listing,
    Negative,
    Node,
    Ones,
    Symbol,
)
from viva.judge.kinds.derive.notation.unreadable import NO_HINT, Unreadable


def array_for(symbols: Symbols, base: str, accents: tuple[str, ...] = ()) -> Declared | None:
    """The array that `base` with a subscript is an element of: itself, or `X` for `x_i`."""
    for candidate in (base, base.swapcase() if len(base) == 1 else base.capitalize()):
        found = symbols.find(join_key(candidate, accents))
        if found is not None and is_array(symbols, found):
            return found
    return None


def is_array(symbols: Symbols, symbol: Declared) -> bool:
    """Whether a symbol can carry a subscript."""
    return symbol.role == "array" or bool(symbol.definition)


def rank(symbol: Declared) -> int:
    """How many subscripts an element takes; 2 for what is defined by an expression."""
    return 2 if symbol.definition else len(symbol.shape)


def shown(base: str, accents: tuple[str, ...] = (), sub: str = "") -> str:
    """A name as a sentence shows it."""
    letter = GREEK_OF_NAME.get(base, base)
    for accent in accents:
        letter += {"hat": "̂", "bar": "̄", "tilde": "̃", "star": "*", "prime": "′"}.get(accent, "")
    return f"{letter}_{sub}" if sub else letter


def unknown(
    symbols: Symbols, base: str, accents: tuple[str, ...], sub: str, position: int
) -> Unreadable:
    """The error for a name that is not declared, with the nearest one that is."""
    name = shown(base, accents, sub)
    plain = "_".join([base, *accents, *([sub] if sub else [])])
    owner = symbols.find(join_key(base, accents)) if sub else None
    if owner is not None and owner.role in ("scalar", "dimension", "function", "random"):
        return Unreadable(
            Text(
                f"`{owner.name}` has no elements, so `{name}` means nothing here.",
                f"`{owner.name}` 没有分量，这里的 `{name}` 没有意义。",
            ),
            position,
            Text(f"Write `{owner.name}`.", f"请写 `{owner.name}`。"),
        )
    near = symbols.nearest(plain) or symbols.nearest(base)
    names = ", ".join(list(symbols.table)[:12])
    hint = (
        Text(f"Did you mean `{near}`?", f"是不是想写 `{near}`？")
        if near is not None
        else Text(f"The symbols are: {names}.", f"可用的符号：{names}。")
        if names
        else NO_HINT
    )
    return Unreadable(
        Text(
            f"`{name}` is not among this question's symbols.",
            f"`{name}` 不在本题的符号之中。",
        ),
        position,
        hint,
    )


def find_word(symbols: Symbols, word: str, sub: str = "") -> Declared | None:
    """The symbol that a plain word (with a subscript) spells."""
    base, accents, own = split_word(word)
    joined = ",".join(part for part in (own, sub) if part)
    return symbols.find(join_key(base, accents, joined))


def looks_array(node: Node, symbols: Symbols) -> bool:
    """Whether a part will probably be an array: enough to tell `x^T` from x to the power T."""
    match node:
        case Symbol(name):
            return symbols[name].role == "array"
        case Element(Symbol(name), at):
            return len(at) < len(symbols[name].shape)
        case Binary(_, left, right):
            return looks_array(left, symbols) or looks_array(right, symbols)
        case Add(parts) | Call(_, parts):
            return any(looks_array(part, symbols) for part in parts)
        case Negative(of):
            return looks_array(of, symbols)
        case Ones() | Identity() | Listing():
            return True
        case _:
            return False
