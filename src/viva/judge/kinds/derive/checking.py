"""What an author may get wrong in question.toml, told with file, field, value and mend."""

from __future__ import annotations

from viva.core import BadInput
from viva.judge.kinds.derive.meaning.elaborate import elaborate
from viva.judge.kinds.derive.meaning.relations import relations_of
from viva.judge.kinds.derive.notation.reading import read
from viva.judge.kinds.derive.notation.symbols import Symbols, declare
from viva.judge.kinds.derive.notation.tree import Notation, Optimum, Tree
from viva.judge.kinds.derive.notation.unreadable import Misfit, Unreadable
from viva.judge.kinds.derive.schema import Detail, Part


def check_detail(detail: Detail, where: str) -> Symbols:
    """The declared symbols, after every formula of the question has been read once.

    Raises:
        BadInput: naming the field that cannot be used.
    """
    try:
        symbols = declare(detail.declarations())
    except BadInput as error:
        raise BadInput(
            f"the field `symbols.{error.where}`: {error.sentence}", where=where, mend=error.mend
        ) from None
    for symbol in symbols.table.values():
        if symbol.definition:
            _formula(symbol.definition, symbols, f"symbols.{symbol.name}", where)
    if not detail.part:
        raise BadInput("no [[part]] is declared.", where=where, mend="Say what is asked for.")
    names: set[str] = set()
    for k, part in enumerate(detail.part):
        for name in (part.name, *(step.name for step in part.step)):
            if name in names:
                raise BadInput(
                    f"the name `{name}` is given twice.", where=where, mend="Rename one."
                )
            names.add(name)
        _check_part(part, k, symbols, where)
    return symbols


def _check_part(part: Part, k: int, symbols: Symbols, where: str) -> None:
    at = f"part[{k}]"
    _formula(part.reference, symbols, f"{at}.reference", where, part.notation)
    for name in part.factor_of:
        if symbols.get(name) is None:
            raise BadInput(
                f"the field `{at}.factor_of` names `{name}`, which is no symbol.", where=where
            )
    for j, rule in enumerate(part.rule):
        _formula(rule.wrong, symbols, f"{at}.rule[{j}].wrong", where)
    if part.form is not None:
        for text in part.form.in_terms_of:
            _formula(text, symbols, f"{at}.form.in_terms_of", where)
    for j, step in enumerate(part.step):
        field = f"{at}.step[{j}]"
        if bool(step.symbol) == bool(step.reference):
            raise BadInput(
                f"the field `{field}` has {'both' if step.symbol else 'neither'} of `symbol` "
                "and `reference`.",
                where=where,
                mend="Give one of them.",
            )
        if step.symbol:
            symbol = symbols.get(step.symbol)
            if symbol is None or not symbol.definition:
                raise BadInput(
                    f"the field `{field}.symbol` names `{step.symbol}`, which has no definition.",
                    where=where,
                    mend=f'Declare it under [symbols], e.g. {step.symbol} = "= X @ w - y".',
                )
        else:
            _formula(step.reference, symbols, f"{field}.reference", where)


def _formula(
    text: str, symbols: Symbols, field: str, where: str, notation: Notation | None = None
) -> Tree:
    """A formula of the author's that can be read and whose dimensions fit."""
    try:
        tree = read(text, symbols, notation)
        if relations_of(tree) is None and not isinstance(tree.node, Optimum):
            elaborate(tree.node, symbols, tree.notation, tree.order)
    except Unreadable as error:
        raise BadInput(
            f"the field `{field}` is {text!r}, character {error.position + 1}: {error.sentence}",
            where=where,
            mend=error.mend,
        ) from None
    except Misfit as error:
        raise BadInput(
            f"the field `{field}` is {text!r}: {error.message.en}", where=where
        ) from None
    return tree
